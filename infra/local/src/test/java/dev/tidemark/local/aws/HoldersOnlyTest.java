package dev.tidemark.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldersOnlyTest {
  private final RunSecret secret = RunSecret.random();
  private AwsServer server;

  @BeforeEach
  void start() throws IOException {
    server = AwsServer.start("test", 0);
    server.control("/", secret, (call, body) -> AwsAnswer.json(Map.of("answer", "controlled")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAnswerToWhoeverHoldsTheSecret() throws Exception {
    HttpResponse<String> answer = send(request().header(RunSecret.HEADER, secret.value()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("controlled");
  }

  @Test
  void shouldRefuseWhoeverSendsNone() throws Exception {
    shouldBeRefused(request());
    shouldBeRefused(request().header("Authorization", "local"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local", "RunSecret", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void shouldRefuseAnother(String other) throws Exception {
    shouldBeRefused(request().header(RunSecret.HEADER, other));
  }

  @Test
  void shouldRefuseAGuessBesideTheSecret() throws Exception {
    shouldBeRefused(
        request().header(RunSecret.HEADER, "guess").header(RunSecret.HEADER, secret.value()));
    shouldBeRefused(request().header(RunSecret.HEADER, secret.value() + "x"));
  }

  @Test
  void shouldRefuseForeignPagesThatKnowIt() throws Exception {
    shouldBeRefused(
        request()
            .header(RunSecret.HEADER, secret.value())
            .header("Origin", "https://shop.example"));
  }

  @Test
  void shouldKeepTheSecretOutOfTexts() {
    assertThat("run with " + secret).doesNotContain(secret.value());
    assertThat(secret.value()).isNotEqualTo(RunSecret.random().value()).hasSizeGreaterThan(40);
  }

  private void shouldBeRefused(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("controlled", secret.value());
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(server.endpoint());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
