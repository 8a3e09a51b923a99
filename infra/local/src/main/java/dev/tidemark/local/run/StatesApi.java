package dev.tidemark.local.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.local.aws.lambda.Loopback;
import dev.tidemark.local.aws.states.Execution;
import dev.tidemark.local.aws.states.Executions;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Step Functions' own interface as far as functions ask it: which executions are running. */
final class StatesApi implements AutoCloseable {
  private static final String LIST = "AWSStepFunctions.ListExecutions";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;

  private StatesApi(HttpServer server) {
    this.server = server;
  }

  static StatesApi start() throws IOException {
    HttpServer server = Loopback.server("states", 0);
    server.start();
    return new StatesApi(server);
  }

  /** From now on it tells about these. */
  void serve(Executions executions) {
    server.createContext("/", exchange -> handle(exchange, executions));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void handle(HttpExchange exchange, Executions executions) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean known = LIST.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      byte[] body =
          JSON.writeValueAsBytes(
              known
                  ? Map.of("executions", running(executions))
                  : Map.of("__type", "UnknownOperationException"));
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(known ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static List<Map<String, Object>> running(Executions executions) {
    return executions.running().stream().map(it -> item(executions, it)).toList();
  }

  private static Map<String, Object> item(Executions executions, Execution execution) {
    return Map.of(
        "executionArn", executions.arn(execution),
        "stateMachineArn", executions.stateMachineArn(),
        "name", execution.name(),
        "status", execution.status().name(),
        "startDate", Instant.parse(execution.startTime()).toEpochMilli() / 1000.0);
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }
}
