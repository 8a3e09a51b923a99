package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.aws.gateway.HttpGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpGateway gateway;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("index.html"), "<!doctype html>");
    Files.createDirectories(folder.resolve("js"));
    Files.writeString(folder.resolve("js/main.js"), "// main");
    Files.writeString(folder.resolve("config.json"), "{}");
    gateway = HttpGateway.start(0, Clock.systemUTC(), line -> {});
    gateway.show(ConsoleFiles.of(folder));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldServeThePageThatMayLoadNothingButItself() throws Exception {
    HttpResponse<String> page = send(request("/"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("<!doctype html>");
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
        .doesNotContain("unsafe");
    assertThat(header(send(request("/js/main.js")), "Content-Type")).startsWith("text/javascript");
    assertThat(header(send(request("/config.json")), "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void shouldSendAFileOnceUntilItChanges() throws Exception {
    String tag = header(send(request("/js/main.js")), "ETag");

    HttpResponse<String> again = send(request("/js/main.js").header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send(request("/").header("If-None-Match", tag)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/js", "/js/", "/../pom.xml", "/%2e%2e/pom.xml", "/js/..%2Findex.html", "/v1/x"})
  void shouldServeNothingElse(String path) throws Exception {
    assertThat(send(request(path)).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldServeThisMachineAndReadersAlone() throws Exception {
    assertThat(send(request("/").header("Origin", "https://elsewhere.example")).statusCode())
        .isEqualTo(403);
    assertThat(send(request("/").POST(HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(404);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
