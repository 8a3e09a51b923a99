package dev.tidemark.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoringBenchCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  /** The second model has so many items that they are compared by few numbers first. */
  @Test
  void shouldMeasureModelsOfFewAndOfManyItems() throws IOException {
    Path json = folder.resolve("out/scoring.json");

    assertThat(
            run(
                "--quick",
                "--items",
                "50,21000",
                "--histories",
                "0,3",
                "--predictions",
                "20",
                "--json",
                json.toString()))
        .as("%s", err)
        .isZero();

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("results")).hasSize(4);
    for (JsonNode result : report.path("results")) {
      assertThat(result.fieldNames())
          .toIterable()
          .containsExactly(
              "items",
              "history",
              "p50Millis",
              "p99Millis",
              "modelP50Millis",
              "modelP99Millis",
              "floorMillis",
              "explainP50Millis",
              "explainP99Millis",
              "bytesPerRequest");
      assertThat(result.path("modelP50Millis").asDouble()).isPositive();
      assertThat(result.path("floorMillis").asDouble()).isPositive();
      assertThat(result.path("bytesPerRequest").asLong()).isPositive();
    }
    assertThat(report.path("results").get(3).path("items").asInt()).isEqualTo(21_000);
    assertThat(report.path("models")).hasSize(2);
    JsonNode endurance = report.path("models").get(0).path("endurance");
    assertThat(endurance.path("predictions").asInt()).isEqualTo(20);
    assertThat(endurance.path("beforeMiB").asDouble()).isPositive();
    assertThat(endurance.path("afterMiB").asDouble() / endurance.path("beforeMiB").asDouble() - 1)
        .isEqualTo(endurance.path("growth").asDouble());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("2 of 2: 21,000 items", "resident", "20 calls of");
  }

  @Test
  void shouldWatchNoMemoryWhereNobodyAsksForIt() {
    assertThat(run("--quick", "--items", "50", "--histories", "3")).as("%s", err).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("1 of 1: 50 items")
        .doesNotContain("calls of");
  }

  @Test
  void shouldRefuseWhatIsNoNumberOfItems() {
    assertThat(run("--items", "0")).isEqualTo(2);
    assertThat(run("--items", "few")).isEqualTo(2);
    assertThat(run("--predictions", "15")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--items: give numbers of 1 or more");
  }

  private int run(String... arguments) {
    return new CommandLine(new ScoringBenchCommand(print(out), print(err)))
        .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
