package dev.tidemark.local.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RuntimeApiServerTest {
  private static final String NEXT = "/2018-06-01/runtime/invocation/next";

  @Test
  void shouldHandInvocationsToItsOwnFunctionAlone() throws Exception {
    try (RuntimeApiServer api = new RuntimeApiServer("F", () -> {});
        RuntimeApiServer other = new RuntimeApiServer("G", () -> {})) {
      // Given
      Future<byte[]> answer =
          api.submit("{\"user\":\"u1\"}".getBytes(StandardCharsets.UTF_8), Long.MAX_VALUE);
      String port = "http://" + api.address().split("/", 2)[0];
      String foreign = other.address().split("/", 2)[1];

      // When, Then: nobody else on this machine knows the path
      for (String path : List.of("", "/", "/" + "A".repeat(43), "/" + foreign, "/..")) {
        HttpResponse<String> refused = get(port + path + NEXT);
        assertThat(refused.statusCode()).as(path).isEqualTo(404);
        assertThat(refused.body()).doesNotContain("u1");
      }
      assertThat(api.ready()).isNotDone();

      // When, Then
      HttpResponse<String> handed = get("http://" + api.address() + NEXT);
      assertThat(handed.statusCode()).isEqualTo(200);
      assertThat(handed.body()).contains("u1");
      assertThat(answer).isNotDone();
    }
  }

  private static HttpResponse<String> get(String uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
