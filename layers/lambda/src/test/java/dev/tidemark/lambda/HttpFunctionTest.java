package dev.tidemark.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpFunctionTest {
  private final AtomicReference<HttpRequest> seen = new AtomicReference<>();

  private final HttpFunction function =
      new HttpFunction(
          Map.of(
              "POST /echo/{id}",
              (request, context) -> {
                seen.set(request);
                return HttpResponse.json(202, Map.of("text", "Grüße \"\n𝄞"))
                    .withHeader("retry-after", "2");
              },
              "GET /refused",
              (request, context) -> {
                throw new ProblemException(
                    400, "count: 'x'; give a number", Map.of("field", "count"));
              },
              "GET /broken",
              (request, context) -> {
                throw new IllegalStateException("secret of user-7", new RuntimeException("user-7"));
              }));

  @Test
  void shouldHandOverEverythingOfTheEvent() throws IOException {
    // Given
    String event =
        """
        {"version":"2.0","routeKey":"POST /echo/{id}","rawPath":"/echo/a%20b",
         "headers":{"Content-Type":"application/json","x-a":"1","X-A":"2"},
         "queryStringParameters":{"exclude":"a,b","empty":""},
         "pathParameters":{"id":"a b%2F"},
         "requestContext":{"http":{"method":"POST"}},
         "body":"{\\"ü\\":1}","isBase64Encoded":false}""";

    // When
    JsonNode answer = call(event);

    // Then
    HttpRequest request = seen.get();
    assertThat(request.route()).isEqualTo("POST /echo/{id}");
    assertThat(request.pathParameters()).isEqualTo(Map.of("id", "a b%2F"));
    assertThat(request.query()).isEqualTo(Map.of("exclude", "a,b", "empty", ""));
    assertThat(request.header("content-type")).isEqualTo("application/json");
    assertThat(request.header("x-a")).isIn("1,2", "2,1");
    assertThat(request.header("absent")).isEmpty();
    assertThat(new String(request.body(), UTF_8)).isEqualTo("{\"ü\":1}");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(202);
    assertThat(answer.path("isBase64Encoded").asBoolean(true)).isFalse();
    assertThat(answer.path("headers").path("retry-after").asText()).isEqualTo("2");
    assertThat(answer.path("headers").path("content-type").asText()).isEqualTo("application/json");
    assertThat(body(answer).path("text").asText()).isEqualTo("Grüße \"\n𝄞");
  }

  @Test
  void shouldDecodeBase64Bodies() throws IOException {
    // Given
    byte[] bytes = {0, (byte) 0xff, 7};
    String text = Base64.getEncoder().encodeToString(bytes);

    // When
    call("{'routeKey':'POST /echo/{id}','body':'" + text + "','isBase64Encoded':true}");

    // Then
    assertThat(seen.get().body()).isEqualTo(bytes);
  }

  @Test
  void shouldRefuseBrokenBase64() throws IOException {
    JsonNode answer = call("{'routeKey':'POST /echo/{id}','body':'???','isBase64Encoded':true}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
  }

  @Test
  void shouldRefuseAnEventThatIsNoText() throws IOException {
    assertThat(call("{'routeKey'").path("statusCode").asInt()).isEqualTo(400);
    assertThat(call("\0\0\0{}\0\0\0").path("statusCode").asInt()).as("UTF-32").isEqualTo(400);
  }

  @Test
  void shouldTreatAbsentPartsAsEmpty() throws IOException {
    call("{'routeKey':'POST /echo/{id}','queryStringParameters':null,'body':null}");

    assertThat(seen.get().query()).isEmpty();
    assertThat(seen.get().pathParameters()).isEmpty();
    assertThat(seen.get().body()).isEmpty();
  }

  @Test
  void shouldAnswerProblemsAfterTheRfc() throws IOException {
    JsonNode answer = call("{'routeKey':'GET /refused'}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.path("headers").path("content-type").asText())
        .isEqualTo("application/problem+json");
    assertThat(answer.path("body").asText())
        .isEqualTo(
            "{\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"count: 'x'; give a number\",\"field\":\"count\"}");
  }

  @Test
  void shouldEchoNothingInternal() throws IOException {
    JsonNode answer = call("{'routeKey':'GET /broken'}");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
    assertThat(answer.toString()).doesNotContain("user-7", "IllegalState", "Exception");
    assertThat(body(answer).path("requestId").asText()).isEqualTo("id-1");
  }

  @Test
  void shouldNotKnowOtherRoutes() throws IOException {
    assertThat(call("{'routeKey':'$default'}").path("statusCode").asInt()).isEqualTo(404);
    assertThat(call("[]").path("statusCode").asInt()).isEqualTo(404);
    assertThat(call("").path("statusCode").asInt()).isEqualTo(404);
  }

  private JsonNode call(String event) throws IOException {
    return call(event.replace('\'', '"').getBytes(UTF_8));
  }

  private JsonNode call(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, new FixedContext("id-1", 10_000));
    return Json.mapper().readTree(out.toByteArray());
  }

  private static JsonNode body(JsonNode answer) throws IOException {
    return Json.mapper().readTree(answer.path("body").asText());
  }
}
