package dev.tidemark.local.aws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.FunctionTimeoutException;
import dev.tidemark.local.template.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGatewayTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<JsonNode> events = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private HttpGateway gateway;
  private byte[] answer = "{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2025-03-04T05:06:07Z"), ZoneOffset.UTC);
    gateway = HttpGateway.start(0, clock, log::add);
    gateway.serve(
        List.of(new Route("GET", "/v1/users/{id}"), new Route("POST", "/v1/events")),
        (event, patience) -> {
          try {
            events.add(new ObjectMapper().readTree(event));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return answer;
        });
    gateway.serve(
        List.of(new Route("GET", "/slow")),
        (event, patience) -> {
          throw new FunctionTimeoutException("F took too long");
        });
    gateway.serve(
        List.of(new Route("GET", "/broken")),
        (event, patience) -> {
          throw new FunctionException("boom");
        });
    gateway.serve(
        List.of(new Route("GET", "/fault")),
        (event, patience) -> {
          throw new UncheckedIOException("no such file", new IOException("x"));
        });
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldWritePayloadFormatTwo() throws Exception {
    // When
    send(request("/v1/users/a%20b+%C3%A4%25?count=5&tag=x&tag=y%2Cz&flag").header("X-One", "1"));

    // Then
    JsonNode event = events.get(0);
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("GET /v1/users/{id}");
    assertThat(event.path("rawPath").asText()).isEqualTo("/v1/users/a b+ä%");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("count=5&tag=x&tag=y%2Cz&flag");
    assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a b+ä%");
    JsonNode query = event.path("queryStringParameters");
    assertThat(query.path("count").asText()).isEqualTo("5");
    assertThat(query.path("tag").asText()).isEqualTo("x,y,z");
    assertThat(query.path("flag").asText("absent")).isEmpty();
    assertThat(event.path("headers").path("x-one").asText()).isEqualTo("1");
    assertThat(event.has("body")).isFalse();
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    JsonNode context = event.path("requestContext");
    assertThat(context.path("http").path("method").asText()).isEqualTo("GET");
    assertThat(context.path("http").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("routeKey").asText()).isEqualTo("GET /v1/users/{id}");
    assertThat(context.path("time").asText()).isEqualTo("04/Mar/2025:05:06:07 +0000");
    assertThat(context.path("requestId").asText()).isNotEmpty();
  }

  @Test
  void shouldSendTextAsTextAndOtherBodiesAsBase64() throws Exception {
    // When
    send(post("{\"a\":\"ä\"}").header("Content-Type", "application/json; charset=utf-8"));
    send(post("{}").header("Content-Type", "application/problem+json"));
    send(post("ab").header("Content-Type", "application/octet-stream"));
    send(post("ab"));

    // Then
    assertThat(events)
        .extracting(event -> event.path("body").asText())
        .containsExactly("{\"a\":\"ä\"}", "{}", "YWI=", "YWI=");
    assertThat(events)
        .extracting(event -> event.path("isBase64Encoded").asBoolean())
        .containsExactly(false, false, true, true);
  }

  @Test
  void shouldAnswerWhatTheFunctionReturned() throws Exception {
    // Given
    answer =
        ("{\"statusCode\":202,\"headers\":{\"x-a\":\"1\",\"content-type\":\"text/plain\"},"
                + "\"cookies\":[\"k=v\"],\"body\":\"w6Q=\",\"isBase64Encoded\":true}")
            .getBytes(StandardCharsets.UTF_8);

    // When
    HttpResponse<String> response = send(request("/v1/users/1"));

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("ä");
    assertThat(response.headers().firstValue("x-a")).contains("1");
    assertThat(response.headers().firstValue("content-type")).contains("text/plain");
    assertThat(response.headers().firstValue("set-cookie")).contains("k=v");
  }

  @Test
  void shouldTakeAnAnswerWithoutStatusAsTheBody() throws Exception {
    // Given
    answer = "{\"plain\":true}".getBytes(StandardCharsets.UTF_8);

    // When
    HttpResponse<String> response = send(request("/v1/users/1"));

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"plain\":true}");
  }

  @Test
  void shouldAnswerFailuresAsTheGatewayDoes() throws Exception {
    assertAnswer("/nowhere", 404, "Not Found");
    assertAnswer("/v1/users/a%2Fb", 404, "Not Found");
    assertAnswer("/slow", 504, "Gateway Timeout");
    assertAnswer("/broken", 500, "Internal Server Error");
    assertAnswer("/fault", 500, "Internal Server Error");
    assertThat(log)
        .containsExactly(
            "GET /slow: F took too long",
            "GET /broken: boom",
            "GET: the gateway failed: no such file");

    answer = "not JSON".getBytes(StandardCharsets.UTF_8);
    assertAnswer("/v1/users/1", 500, "Internal Server Error");
  }

  @Test
  void shouldRefuseBodiesAboveTheLimit() throws Exception {
    // Lambda takes 6 MB with all that is around the body, which is longer in base64
    int fits = 5_000_000;
    for (HttpRequest.Builder request :
        List.of(post("x".repeat(10 * 1024 * 1024 + 1)), post("x".repeat(fits)))) {
      // When
      HttpResponse<String> response = send(request);

      // Then
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
      assertThat(events).isEmpty();
    }
    assertThat(send(post("x".repeat(fits)).header("Content-Type", "text/plain")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldAnswerOnTheOtherLoopbackAddressToo() throws Exception {
    assumeTrue(hasIpv6());
    URI uri = URI.create("http://[::1]:" + gateway.port() + "/v1/users/1");
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellThatThePortIsTakenOnTheOtherLoopbackAddress() throws Exception {
    assumeTrue(hasIpv6());
    try (ServerSocket taken = new ServerSocket(0, 1, ipv6())) {
      Assertions.assertThatThrownBy(
              () -> HttpGateway.start(taken.getLocalPort(), Clock.systemUTC(), log::add))
          .isInstanceOf(BindException.class);
    }
  }

  private static InetAddress ipv6() throws IOException {
    byte[] one = new byte[16];
    one[15] = 1;
    return InetAddress.getByAddress(one);
  }

  private static boolean hasIpv6() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .anyMatch(ipv6()::equals);
  }

  @Test
  void shouldTellThatThePortIsTaken() {
    Assertions.assertThatThrownBy(
            () -> HttpGateway.start(gateway.port(), Clock.systemUTC(), log::add))
        .isInstanceOf(BindException.class);
  }

  @Test
  void shouldListenOnLoopbackOnly() {
    assertThat(gateway.address().getAddress().isLoopbackAddress()).isTrue();
  }

  private void assertAnswer(String path, int status, String message) throws Exception {
    HttpResponse<String> response = send(request(path));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private HttpRequest.Builder post(String body) {
    return request("/v1/events").POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
