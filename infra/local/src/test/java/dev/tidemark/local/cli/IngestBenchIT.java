package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short one of what the command does; the long one is in {@code infra/docs/measured.md}. */
class IngestBenchIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void shouldFindEachAcknowledgedEventOnceThoughProcessesAreKilled() throws Exception {
    Path json = folder.resolve("figures.json");

    try (TidemarkProcess command =
        new TidemarkProcess(
            folder,
            "bench",
            "ingest",
            "--rate",
            "50",
            "--seconds",
            "12",
            "--kill",
            "2",
            "--json",
            json.toString())) {
      assertThat(command.printsLineWith("never acknowledged", LIMIT)).isTrue();
      assertThat(command.exitCode()).as("%s", command.errors()).isZero();
      assertThat(command.output())
          .filteredOn(line -> line.startsWith("kill -9 "))
          .containsExactlyInAnyOrder(
              "kill -9 1/2: IngestApi",
              "kill -9 2/2: IngestApi",
              "kill -9 1/2: DynamoDB Local",
              "kill -9 2/2: DynamoDB Local");
    }

    JsonNode figures = LocalJson.MAPPER.readTree(json.toFile());
    assertThat(figures.path("acknowledged").asInt()).isEqualTo(600);
    assertThat(figures.path("stored").asInt()).isEqualTo(600);
    assertThat(figures.path("lost").asInt(-1)).isZero();
    assertThat(figures.path("doubled").asInt(-1)).isZero();
    assertThat(figures.path("errors").asInt(-1)).isZero();
    assertThat(figures.path("p99Millis").asDouble())
        .isGreaterThanOrEqualTo(figures.path("p50Millis").asDouble());
  }
}
