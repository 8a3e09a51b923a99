package dev.tidemark.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The page at one address with a stand-in of Cognito: the sign-in page sends everybody back with a
 * code, tokens and credentials are made up, and what the API gets is kept.
 */
final class SignInServer implements AutoCloseable {
  static final String HOST = "abc123.execute-api.eu-west-1.amazonaws.com";
  private static final String PAGE = "target/console";
  private static final String TYPES =
      "html text/html js text/javascript css text/css svg image/svg+xml";

  /** What came to the sign-in, in its order. */
  final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();

  /** What came to the API. */
  final List<Signed> signed = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private volatile String state = "";

  /**
   * A request as it arrived.
   *
   * @param target path and query as they were sent
   */
  record Signed(String method, String target, Map<String, String> headers, String body) {}

  SignInServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(exchange, this::file));
    server.createContext("/config.json", exchange -> answer(exchange, it -> json(config())));
    server.createContext("/idp/oauth2/authorize", exchange -> answer(exchange, this::authorise));
    server.createContext("/idp/oauth2/token", exchange -> answer(exchange, this::tokens));
    server.createContext("/idp/logout", exchange -> answer(exchange, it -> json("{\"out\":true}")));
    server.createContext("/identity/", exchange -> answer(exchange, this::identity));
    server.createContext("/v1/", exchange -> answer(exchange, this::api));
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  /** From now on the code comes back with a state that this tab did not send. */
  void forgeState() {
    state = "forged";
  }

  private String config() {
    ObjectNode config = ShopServer.JSON.createObjectNode().put("api", "");
    config.putArray("local");
    config
        .putObject("signIn")
        .put("region", "eu-west-1")
        .put("address", url() + "idp")
        .put("client", "the-client")
        .put("identityAddress", url() + "identity/")
        .put("identityPool", "eu-west-1:the-pool")
        .put("provider", "cognito-idp.eu-west-1.amazonaws.com/users")
        .put("apiHost", HOST);
    return config.toString();
  }

  private Answer file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file = Path.of(PAGE, path.equals("/") ? "index.html" : path);
    if (!Files.isRegularFile(file)) {
      return new Answer(404, "text/plain", "", new byte[0]);
    }
    List<String> types = List.of(TYPES.split(" "));
    String ending = path.substring(path.lastIndexOf('.') + 1);
    int known = types.indexOf(path.equals("/") ? "html" : ending);
    return new Answer(200, types.get(known + 1), "", Files.readAllBytes(file));
  }

  private Answer authorise(HttpExchange exchange) {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    asked.add(query);
    String back = state.isEmpty() ? query.get("state") : state;
    return new Answer(
        302, "text/plain", query.get("redirect_uri") + "?code=the-code&state=" + back, new byte[0]);
  }

  private Answer tokens(HttpExchange exchange) throws IOException {
    asked.add(form(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    return json("{\"id_token\":\"the-id-token\",\"refresh_token\":\"r\",\"expires_in\":3600}");
  }

  private Answer identity(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(Map.of("target", target, "body", body));
    return json(
        target.endsWith(".GetId")
            ? "{\"IdentityId\":\"eu-west-1:me\"}"
            : "{\"Credentials\":{\"AccessKeyId\":\"AKIDEXAMPLE\",\"SecretKey\":\"secret/key+\","
                + "\"SessionToken\":\"session/token==\",\"Expiration\":4102444800}}");
  }

  private Answer api(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().get(0)));
    String target = exchange.getRequestURI().toString();
    signed.add(
        new Signed(
            exchange.getRequestMethod(),
            target,
            headers,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    return json(
        target.startsWith("/v1/models")
            ? ShopServer.recorded("models.json")
            : ShopServer.recorded("items.json"));
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static Answer json(String body) {
    return new Answer(200, "application/json", "", body.getBytes(UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  private record Answer(int status, String type, String location, byte[] body) {}

  @FunctionalInterface
  private interface Handler {
    Answer handle(HttpExchange exchange) throws IOException;
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Answer answer = handler.handle(exchange);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.getResponseHeaders().set("Content-Security-Policy", ShopServer.POLICY);
      if (!answer.location().isEmpty()) {
        exchange.getResponseHeaders().set("Location", answer.location());
      }
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
