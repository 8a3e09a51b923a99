package dev.tidemark.local.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaApiTest {
  private static final Map<String, String> DEPLOYED =
      Map.of("MODEL_VERSION", "m1", "JAVA_TOOL_OPTIONS", "-Xmx1g", "MODEL_STORE", "file:///models");

  @TempDir private Path folder;
  private VersionedFunction function;
  private AwsServer server;

  @BeforeEach
  void start() throws IOException {
    function =
        new VersionedFunction(
            "Recommend",
            "live",
            DEPLOYED,
            (version, environment) -> {
              throw new AssertionError("nothing is to be started");
            },
            () -> 0,
            VersionsFile.in(folder, System.out::println));
    server = AwsServer.start("lambda", 0);
    server.serve(
        LambdaApi.PATH,
        new LambdaApi(
            function,
            (name, payload, patience) -> {
              throw new AssertionError("nothing is to be invoked");
            }));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldChangeTheModel() throws Exception {
    HttpResponse<String> answer =
        configure(
            """
            {"Environment": {"Variables": {"MODEL_VERSION": "m2", "JAVA_TOOL_OPTIONS": "-Xmx1g",
              "MODEL_STORE": "file:///models"}}, "RevisionId": "draft-0"}
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(function.draft())
        .isEqualTo(
            Map.of(
                "MODEL_VERSION", "m2",
                "JAVA_TOOL_OPTIONS", "-Xmx1g",
                "MODEL_STORE", "file:///models"));
  }

  @Test
  void shouldTakeAModelBesideItAndLetItGo() throws Exception {
    // When
    HttpResponse<String> two =
        configure(
            """
            {"Environment": {"Variables": {"MODEL_VERSION": "m1", "JAVA_TOOL_OPTIONS": "-Xmx1g",
              "MODEL_STORE": "file:///models", "EXPERIMENT_VERSION": "m2", "EXPERIMENT_SHARE": "20"}}}
            """);

    // Then
    assertThat(two.statusCode()).isEqualTo(200);
    assertThat(function.draft())
        .containsEntry("EXPERIMENT_VERSION", "m2")
        .containsEntry("EXPERIMENT_SHARE", "20");

    // When, then
    HttpResponse<String> one =
        configure(
            """
            {"Environment": {"Variables": {"MODEL_VERSION": "m1", "JAVA_TOOL_OPTIONS": "-Xmx1g",
              "MODEL_STORE": "file:///models"}}}
            """);
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(function.draft()).isEqualTo(DEPLOYED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // a variable changed, one more, one less, none; what Lambda has beside the environment
        "\"JAVA_TOOL_OPTIONS\": \"-javaagent:x.jar\", \"MODEL_STORE\": \"file:///models\" | | "
            + "[JAVA_TOOL_OPTIONS]",
        "\"JAVA_TOOL_OPTIONS\": \"-Xmx1g\", \"MODEL_STORE\": \"file:///models\","
            + " \"LD_PRELOAD\": \"x.so\", \"_JAVA_OPTIONS\": \"-Xint\" | |"
            + " [LD_PRELOAD, _JAVA_OPTIONS]",
        "\"JAVA_TOOL_OPTIONS\": \"-Xmx1g\" | | [MODEL_STORE]",
        "\"JAVA_TOOL_OPTIONS\": \"-Xmx1g\", \"MODEL_STORE\": \"file:///models\" |"
            + " , \"Handler\": \"evil.Handler\", \"Timeout\": 900 | [Handler, Timeout]"
      })
  void shouldChangeNothingElse(String variables, String more, String named) throws Exception {
    HttpResponse<String> answer =
        configure(
            "{\"Environment\": {\"Variables\": {\"MODEL_VERSION\": \"m2\", "
                + variables
                + "}}"
                + (more == null ? "" : more)
                + "}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("X-Amzn-Errortype"))
        .contains("InvalidParameterValueException");
    assertThat(LocalJson.MAPPER.readTree(answer.body()).path("message").asText()).endsWith(named);
    assertThat(function.draft()).isEqualTo(DEPLOYED);
  }

  private HttpResponse<String> configure(String body) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    server.endpoint().resolve(LambdaApi.PATH + "Recommend/configuration"))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
