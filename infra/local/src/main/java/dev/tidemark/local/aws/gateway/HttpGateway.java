package dev.tidemark.local.aws.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.FunctionTimeoutException;
import dev.tidemark.local.aws.Loopback;
import dev.tidemark.local.aws.RequestBodies;
import dev.tidemark.local.aws.UrlText;
import dev.tidemark.local.template.Route;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The HTTP API on loopback: finds the route, calls the function in payload format 2.0 and answers
 * as API Gateway does. Authorisation is left out, which is why it never listens elsewhere.
 */
public final class HttpGateway implements AutoCloseable {
  /** API Gateway's own. Its limit of a body is 10 MB, but Lambda takes less. */
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

  /** Bytes of bodies that are being answered; each is in memory about five times. */
  private static final int BODIES_TOGETHER = 32 << 20;

  /** Set by the server itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  /** What answers the routes of one function. */
  @FunctionalInterface
  public interface Backend {
    /**
     * @param patience how long to wait for invocations before this one
     */
    byte[] invoke(byte[] event, Duration patience);
  }

  /** What answers where no route does. */
  @FunctionalInterface
  public interface Pages {
    /** Empty where there is nothing at this address either. */
    Optional<AwsAnswer> find(HttpExchange exchange);
  }

  private final List<HttpServer> servers;
  private final RequestBodies bodies = new RequestBodies(BODIES_TOGETHER);
  private final Clock clock;
  private final Consumer<String> log;
  private final Traffic traffic = new Traffic();
  private final Map<Route, Backend> routes = new LinkedHashMap<>();
  private volatile RouteTable<Backend> table = new RouteTable<>(Map.of());
  private volatile Pages pages = exchange -> Optional.empty();

  private HttpGateway(List<HttpServer> servers, Clock clock, Consumer<String> log) {
    this.servers = servers;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Starts without routes.
   *
   * @param port 0 = any free one
   * @param log gets a line for each failed invocation
   * @throws java.net.BindException where the port is taken
   */
  public static HttpGateway start(int port, Clock clock, Consumer<String> log) throws IOException {
    HttpGateway gateway = new HttpGateway(Loopback.servers("gateway", port), clock, log);
    gateway.tell("/", gateway::handle);
    gateway.servers.forEach(HttpServer::start);
    return gateway;
  }

  public int port() {
    return address().getPort();
  }

  InetSocketAddress address() {
    return servers.get(0).getAddress();
  }

  /** From now on these routes are answered by this function. */
  public synchronized void serve(Iterable<Route> more, Backend function) {
    more.forEach(route -> routes.put(route, function));
    table = new RouteTable<>(routes);
  }

  /** From now on these stand where no route does. */
  public void show(Pages shown) {
    pages = shown;
  }

  /** What was asked of the routes lately. */
  public Traffic.Report traffic() {
    return traffic.report(clock.instant());
  }

  /** What anybody may know of a running product; it is no route of the template. */
  public void tell(String path, HttpHandler handler) {
    servers.forEach(server -> Loopback.serve(server, path, handler));
  }

  /** What holders of the run's secret may ask of a running product. */
  public void control(String path, RunSecret secret, HttpHandler handler) {
    servers.forEach(server -> Loopback.control(server, path, secret, handler));
  }

  @Override
  public void close() {
    servers.forEach(Loopback::stop);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).send(exchange);
      RequestBodies.ignoreRest(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run ends
    }
  }

  private AwsAnswer answer(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      String path = UrlText.decodePath(exchange.getRequestURI().getRawPath());
      Optional<RouteTable.Match<Backend>> match = table.find(exchange.getRequestMethod(), path);
      if (match.isEmpty()) {
        return pages.find(exchange).orElseGet(() -> message(404, "Not Found"));
      }
      Instant begin = clock.instant();
      AwsAnswer answer = bodies.answer(exchange, body -> answer(exchange, match.get(), body));
      traffic.add(match.get().route(), answer, begin, clock.instant());
      return answer;
    } catch (RuntimeException e) {
      log.accept(exchange.getRequestMethod() + ": the gateway failed: " + e.getMessage());
      return message(500, "Internal Server Error");
    }
  }

  private AwsAnswer answer(HttpExchange exchange, RouteTable.Match<Backend> match, byte[] body)
      throws IOException {
    Route route = match.route();
    byte[] event = HttpApiEvent.write(exchange, route, match.parameters(), body, clock.instant());
    if (event.length > RequestBodies.LARGEST) {
      return RequestBodies.tooLarge(); // what is no text is longer in base64
    }
    try {
      return answer(match.target().invoke(event, INTEGRATION_TIMEOUT));
    } catch (FunctionTimeoutException e) {
      log.accept(route.key() + ": " + e.getMessage());
      return message(504, "Gateway Timeout");
    } catch (JsonProcessingException e) {
      log.accept(route.key() + ": the function did not return JSON");
    } catch (FunctionException e) {
      log.accept(route.key() + ": " + e.getMessage());
    }
    return message(500, "Internal Server Error");
  }

  /** API Gateway's own answers all look like this. */
  private static AwsAnswer message(int status, String text) {
    return AwsAnswer.json(status, Map.of("message", text));
  }

  /** What a function returned in payload format 2.0. */
  private static AwsAnswer answer(byte[] returned) throws IOException {
    JsonNode answer = LocalJson.MAPPER.readTree(returned);
    if (!answer.path("statusCode").isInt()) {
      // Without a status the gateway takes the whole as the body of a 200.
      return AwsAnswer.of(returned).with("Content-Type", "application/json");
    }
    String text = answer.path("body").asText("");
    byte[] body =
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    AwsAnswer http = new AwsAnswer(answer.path("statusCode").asInt(), body);
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        http.with(header.getKey(), header.getValue().asText());
      }
    }
    answer.path("cookies").forEach(cookie -> http.headers().add("Set-Cookie", cookie.asText()));
    return http;
  }
}
