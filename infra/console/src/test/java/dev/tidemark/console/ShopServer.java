package dev.tidemark.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The page as it was built, with answers that tests choose; each is held to the description. */
final class ShopServer implements AutoCloseable {
  static {
    // Else every answer waits up to 40 ms for the browser's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final ObjectMapper JSON = new ObjectMapper();

  /** What the gateway of the local run says of its page. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Path PAGE = Path.of("target", "console");
  private static final Path ANSWERS = Path.of("src", "test", "answers");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "json", "application/json");

  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What came, in its order. */
  record Request(String method, String path, String query, String key, String body) {}

  /** What is answered; status 0 = the connection is cut. */
  record Reply(int status, Function<Request, String> body, long millis) {}

  ShopServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  /** A shop that answers all that the page asks. */
  static ShopServer full() throws IOException {
    ShopServer shop = new ShopServer();
    for (Map.Entry<String, String> answer : files().entrySet()) {
      shop.answer(answer.getKey(), recorded(answer.getValue()));
    }
    String listed = recorded("items.json");
    JsonNode known = tree(recorded("known.json"));
    shop.answer(
        "GET /v1/items",
        request -> request.query().contains("include=") ? among(known, request.query()) : listed);
    return shop;
  }

  /** What a run of the simulated shop has answered. */
  static String recorded(String name) {
    try {
      return Files.readString(ANSWERS.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those items that are asked for. */
  private static String among(JsonNode known, String query) {
    ArrayNode items = JSON.createArrayNode();
    known
        .path("items")
        .forEach(
            item -> {
              if (List.of(query.split("(&?include=)", -1)).contains(item.path("itemId").asText())) {
                items.add(item);
              }
            });
    return JSON.createObjectNode().set("items", items).toString();
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("GET /v1/models", "models.json");
    files.put("GET /v1/metrics", "metrics.json");
    files.put("GET /v1/items", "items.json");
    files.put("GET /v1/items/trending", "trending.json");
    files.put("GET /v1/items/{id}/similar", "similar.json");
    files.put("GET /v1/users/{id}/recommendations", "recommendations.json");
    files.put("GET /v1/users/{id}/data", "data.jsonl");
    files.put("POST /v1/events", "accepted.json");
    files.put("DELETE /v1/users/{id}", "receipt.json");
    files.put("GET /local/operations", "operations.json");
    files.put("GET /local/run", "run.json");
    files.put("GET /local/examples", "examples.json");
    return files;
  }

  String url(String hash) {
    return "http://localhost:" + server.getAddress().getPort() + "/#" + hash;
  }

  /**
   * From now on this is answered.
   *
   * @param route as in the description
   */
  ShopServer answer(String route, String body) {
    if (!route.endsWith("/data")) {
      Description.assertDescribed(route, tree(body));
    }
    return answer(route, request -> body);
  }

  ShopServer answer(String route, Function<Request, String> body) {
    replies.put(route, new Reply(route.startsWith("POST /v1/events") ? 202 : 200, body, 0));
    return this;
  }

  /** From now on it fails; 0 cuts the connection. */
  ShopServer fail(String route, int status, String body) {
    replies.put(route, new Reply(status, request -> body, 0));
    return this;
  }

  /** From now on the same is answered after a while. */
  void slow(String route, long millis) {
    Reply reply = replies.get(route);
    replies.put(route, new Reply(reply.status(), reply.body(), millis));
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What is answered to it now. */
  JsonNode now(String route) {
    return tree(replies.get(route).body().apply(new Request("", "", "", "", "")));
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Path file = PAGE.resolve(path.equals("/") ? "index.html" : path.substring(1));
      if (Files.isRegularFile(file)) {
        String name = file.toString();
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        send(
            exchange,
            200,
            TYPES.get(name.substring(name.lastIndexOf('.') + 1)),
            Files.readAllBytes(file));
        return;
      }
      Request request = read(exchange);
      requests.add(request);
      Reply reply =
          replies.getOrDefault(
              route(request), new Reply(404, r -> "{\"message\":\"Not Found\"}", 0));
      Thread.sleep(reply.millis());
      if (reply.status() > 0) {
        send(
            exchange,
            reply.status(),
            "application/json",
            reply.body().apply(request).getBytes(UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        String.valueOf(exchange.getRequestURI().getQuery()),
        String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private static String route(Request request) {
    String path =
        request.path().replaceFirst("^/v1/(users|items)/(?!trending)[^/]+", "/v1/$1/{id}");
    return request.method() + " " + path;
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
