package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API (version 2018-06-01) for one function process: hands over invocations and
 * takes the answers. The snapshot is taken and restored at once, since only the hooks matter here.
 */
final class RuntimeApiServer implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;

  private final String functionArn;
  private final Runnable onSnapshot;
  private final HttpServer server;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param onSnapshot runs where Lambda would take the snapshot: init and the hooks before it are
   *     done, those after it are not
   */
  RuntimeApiServer(String functionName, Runnable onSnapshot) throws IOException {
    this.onSnapshot = onSnapshot;
    functionArn = "arn:aws:lambda:us-east-1:000000000000:function:" + functionName;
    server = Loopback.server("runtime-api-" + functionName, 0);
    server.createContext(BASE, this::handle);
    server.start();
  }

  /** Host and port as AWS_LAMBDA_RUNTIME_API wants them. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completes when the function first asks for work; fails with what init or restore reported. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  void submit(Invocation invocation) {
    waiting.add(invocation);
  }

  /** Fails everything that still waits for this process. */
  void fail(FunctionException reason) {
    ready.completeExceptionally(reason);
    waiting.forEach(invocation -> invocation.answer().completeExceptionally(reason));
    running.values().forEach(invocation -> invocation.answer().completeExceptionally(reason));
  }

  @Override
  public void close() {
    Loopback.stop(server);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestURI().getPath().substring(BASE.length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (call) {
        case "invocation/next" -> next(exchange);
        case "restore/next" -> restore(exchange);
        case "init/error" -> startFailed("init", exchange, body);
        case "restore/error" -> startFailed("restore", exchange, body);
        default -> finished(call, exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    ready.complete(null);
    Invocation invocation = waiting.take();
    running.put(invocation.requestId(), invocation);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
    byte[] payload = invocation.payload();
    exchange.sendResponseHeaders(200, payload.length);
    exchange.getResponseBody().write(payload);
  }

  private void restore(HttpExchange exchange) throws IOException {
    onSnapshot.run();
    exchange.sendResponseHeaders(200, -1);
  }

  private void startFailed(String phase, HttpExchange exchange, byte[] body) throws IOException {
    ready.completeExceptionally(new FunctionException(phase + " failed: " + describe(body)));
    exchange.sendResponseHeaders(ACCEPTED, -1);
  }

  private void finished(String call, HttpExchange exchange, byte[] body) throws IOException {
    String[] parts = call.split("/", -1);
    boolean known = parts.length == 3 && parts[0].equals("invocation");
    Invocation invocation = known ? running.remove(parts[1]) : null;
    if (invocation == null) {
      exchange.sendResponseHeaders(NOT_FOUND, -1);
      return;
    }
    exchange.sendResponseHeaders(ACCEPTED, -1);
    if (parts[2].equals("response")) {
      invocation.answer().complete(body);
    } else {
      invocation.answer().completeExceptionally(new FunctionException(describe(body)));
    }
  }

  /** The runtime's error document as one line. */
  private String describe(byte[] body) {
    try {
      JsonNode error = json.readTree(body);
      String text =
          error.path("errorType").asText("error") + ": " + error.path("errorMessage").asText("");
      return text.replaceAll("\\s+", " ").strip();
    } catch (JsonProcessingException e) {
      return "an error that is not JSON: " + new String(body, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be read", e);
    }
  }
}
