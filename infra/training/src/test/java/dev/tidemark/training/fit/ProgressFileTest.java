package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {
  @TempDir private Path folder;
  private long nanos = Duration.ofDays(1).toNanos();

  @Test
  void shouldTellOfStepsOnceASecondAndOfEveryEpoch() throws Exception {
    // Given
    Path file = folder.resolve("progress.json");
    ProgressFile progress = new ProgressFile(file, silent(), () -> nanos);

    // When, Then: the first step is told at once
    progress.step(1, 5, 0.1, 6, 1000, 50);
    assertThat(file)
        .hasContent(
            "{\"epoch\":1,\"epochs\":5,\"eventsPerSecond\":1000.0,\"secondsLeft\":50,\"curve\":[]}");

    // When, Then: the next one only after a second
    nanos += Duration.ofMillis(999).toNanos();
    progress.step(1, 5, 0.2, 6, 1000, 49);
    assertThat(Files.readString(file)).contains("\"secondsLeft\":50");
    nanos += Duration.ofMillis(1).toNanos();
    progress.step(1, 5, 0.3, 6, 1000, 48);
    assertThat(Files.readString(file)).contains("\"secondsLeft\":48");

    // When, Then: an epoch at once, with its figures
    progress.epoch(new EpochReport(1, 5.5, 0.25, 1100), 5, 40);
    assertThat(file)
        .hasContent(
            "{\"epoch\":1,\"epochs\":5,\"eventsPerSecond\":1100.0,\"secondsLeft\":40,"
                + "\"curve\":[{\"epoch\":1,\"loss\":5.5,\"ndcg\":0.25}]}");
  }

  @Test
  void shouldKeepTheCurveOfATrainingThatIsTakenUpAgain() throws Exception {
    Path file = folder.resolve("progress.json");
    ProgressFile progress = new ProgressFile(file, silent(), () -> nanos);

    progress.resumed(List.of(new EpochReport(1, 5.5, 0.25, 1100)), 5);
    progress.epoch(new EpochReport(2, 5, 0.5, 1100), 5, 30);

    assertThat(Files.readString(file))
        .contains(
            "\"curve\":[{\"epoch\":1,\"loss\":5.5,\"ndcg\":0.25},"
                + "{\"epoch\":2,\"loss\":5.0,\"ndcg\":0.5}]");
  }

  private static Progress silent() {
    return new ConsoleProgress(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
  }
}
