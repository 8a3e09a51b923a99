package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import dev.tidemark.local.data.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStatusTest {
  private static final String KEPT =
      "{\"epoch\":2,\"epochs\":6,\"eventsPerSecond\":1.5,\"secondsLeft\":9,\"curve\":[]}";

  @TempDir private Path folder;
  private Path progress;
  private String champion = "";
  private RunStatus status;

  @BeforeEach
  void begin() {
    progress = folder.resolve("progress.json");
    status = new RunStatus(progress, () -> champion);
  }

  @Test
  void shouldTellThePhasesOfAFirstStart() throws Exception {
    assertThat(json()).isEqualTo(tree("{'phase':'importing','events':0,'items':0,'shoppers':0}"));

    status.imported(new DataSize(30, 20, 10));
    status.expect(new TrainingEstimate(1000, 42), 6);
    status.training(
        () -> {
          // Then: before its first step what is expected, then what the job keeps
          assertThat(json().path("training"))
              .isEqualTo(
                  tree(
                      "{'epoch':0,'epochs':6,'eventsPerSecond':1000.0,'secondsLeft':42,'curve':[]}"));
          Files.writeString(progress, KEPT);
          assertThat(json().path("phase").asText()).isEqualTo("training");
          assertThat(json().path("training")).isEqualTo(tree(KEPT));
          assertThat(json().has("modelVersion")).isFalse();
          return Optional.of("v1");
        });

    champion = "v1";
    assertThat(json())
        .isEqualTo(
            tree("{'phase':'ready','events':30,'items':20,'shoppers':10,'modelVersion':'v1'}"));
  }

  @Test
  void shouldShowTheNextTrainingWithoutTheCurveOfTheLast() throws Exception {
    champion = "v1";
    status.imported(DataSize.UNKNOWN);
    Files.writeString(progress, KEPT);

    status.training(
        () -> {
          assertThat(json().path("training").path("epoch").asInt()).isZero();
          assertThat(json().path("modelVersion").asText()).isEqualTo("v1");
          return Optional.empty();
        });
  }

  @Test
  void shouldBeReadyAfterATrainingThatFailed() throws Exception {
    status.imported(DataSize.UNKNOWN);

    assertThatThrownBy(
            () ->
                status.training(
                    () -> {
                      throw new RunException("no");
                    }))
        .isInstanceOf(RunException.class);

    assertThat(json().path("phase").asText()).isEqualTo("ready");
  }

  private JsonNode json() throws IOException {
    return LocalJson.MAPPER.readTree(LocalJson.bytes(status.json()));
  }

  private static JsonNode tree(String json) throws IOException {
    return LocalJson.MAPPER.readTree(json.replace('\'', '"'));
  }
}
