package dev.tidemark.local.aws.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lambda's own HTTP interface (API version 2015-03-31) as far as promotion and the command line
 * call it: AWS's client does not know the difference.
 */
public final class LambdaApi implements HttpHandler {
  /** Where it is to be served. */
  public static final String PATH = "/2015-03-31/functions/";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int NO_CONTENT = 204;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final VersionedFunction function;
  private final Invoker others;
  private final ObjectMapper json = new ObjectMapper();

  /** Calls a function that is not published in versions here. */
  @FunctionalInterface
  public interface Invoker {
    /**
     * @throws FunctionException where it fails
     */
    byte[] invoke(String name, byte[] payload, Duration patience);
  }

  /**
   * @param function that is published in versions
   * @param others invokes all other functions
   */
  public LambdaApi(VersionedFunction function, Invoker others) {
    this.function = function;
    this.others = others;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        // A web page that somebody has open cannot sign a request without being asked first.
        if (!exchange.getRequestHeaders().containsKey("Authorization")) {
          throw LambdaError.unsigned();
        }
        answer(exchange, body);
      } catch (LambdaError e) {
        exchange.getResponseHeaders().set("X-Amzn-Errortype", e.type());
        send(exchange, e.status(), Map.of("Type", "User", "message", e.getMessage()));
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PATH.length());
    String name = path.split("/", 2)[0];
    String call = exchange.getRequestMethod() + path.substring(name.length());
    String qualifier = qualifier(exchange);
    if (call.equals("POST/invocations")) {
      invoke(exchange, name, qualifier, body);
      return;
    }
    if (!name.equals(function.name())) {
      throw LambdaError.notFound(name);
    }
    if (call.equals("DELETE")) {
      function.delete(qualifier);
      exchange.sendResponseHeaders(NO_CONTENT, -1);
    } else if (call.equals("POST/versions")) {
      JsonNode request = json.readTree(body);
      checkRevision(request, function.draftRevision(), name);
      PublishedVersion version = function.publish(request.path("Description").asText());
      send(exchange, CREATED, Documents.version(function, version));
    } else {
      send(exchange, OK, document(call, qualifier, body));
    }
  }

  private Map<String, Object> document(String call, String qualifier, byte[] body)
      throws IOException {
    if (call.equals("GET/configuration")) {
      return qualifier.isEmpty() || qualifier.equals(Documents.DRAFT)
          ? Documents.draft(function)
          : Documents.version(function, function.version(qualifier));
    }
    if (call.equals("PUT/configuration")) {
      JsonNode request = json.readTree(body);
      checkRevision(request, function.draftRevision(), function.name());
      Map<String, String> environment = new HashMap<>();
      request
          .path("Environment")
          .path("Variables")
          .properties()
          .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
      function.update(environment);
      return Documents.draft(function);
    }
    if (call.equals("GET/versions")) {
      return Documents.versions(function);
    }
    String alias = "/aliases/" + function.aliasName();
    if (call.equals("GET" + alias)) {
      return Documents.alias(function);
    }
    if (call.equals("PUT" + alias)) {
      JsonNode request = json.readTree(body);
      checkRevision(request, function.aliasRevision(), function.aliasName());
      Map<String, Double> weights = new HashMap<>();
      request
          .path("RoutingConfig")
          .path("AdditionalVersionWeights")
          .properties()
          .forEach(weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
      function.route(
          new VersionedFunction.Alias(request.path("FunctionVersion").asText(), weights));
      return Documents.alias(function);
    }
    throw LambdaError.unknown(call);
  }

  private static void checkRevision(JsonNode request, String revision, String what) {
    String wanted = request.path("RevisionId").asText();
    if (!wanted.isEmpty() && !wanted.equals(revision)) {
      throw LambdaError.changedSince(what);
    }
  }

  private void invoke(HttpExchange exchange, String name, String qualifier, byte[] body)
      throws IOException {
    byte[] answer;
    try {
      answer =
          name.equals(function.name())
              ? function.version(qualifier).function().invoke(body, PATIENCE)
              : others.invoke(name, body, PATIENCE);
    } catch (FunctionException e) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
      answer = json.writeValueAsBytes(Map.of("errorMessage", e.getMessage()));
    }
    exchange.sendResponseHeaders(OK, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static String qualifier(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query != null && query.startsWith("Qualifier=")
        ? query.substring("Qualifier=".length())
        : "";
  }

  private void send(HttpExchange exchange, int status, Object document) throws IOException {
    byte[] body = json.writeValueAsBytes(document);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
