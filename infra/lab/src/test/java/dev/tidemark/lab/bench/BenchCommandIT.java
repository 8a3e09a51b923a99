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

class BenchCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void shouldMeasureBothGraphs() throws IOException {
    Path json = folder.resolve("out/training.json");

    assertThat(run("--quick", "--json", json.toString())).as("%s", err).isZero();

    JsonNode results = new ObjectMapper().readTree(json.toFile()).path("results");
    assertThat(results).hasSize(1);
    JsonNode result = results.get(0);
    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly(
            "items",
            "events",
            "dimension",
            "hidden",
            "window",
            "batch",
            "precision",
            "eventsPerSecond",
            "partsEventsPerSecond",
            "plainGraphEventsPerSecond",
            "peakMemoryMiB");
    assertThat(result.path("items").asInt()).isEqualTo(200);
    assertThat(result.path("precision").asText()).isEqualTo("fp32");
    assertThat(result.path("eventsPerSecond").asDouble()).isPositive();
    assertThat(result.path("partsEventsPerSecond").fieldNames())
        .toIterable()
        .containsExactly(
            "without dropout",
            "without features of items",
            "without attention",
            "LSTM and softmax alone");
    assertThat(result.path("partsEventsPerSecond")).allMatch(speed -> speed.asDouble() > 0);
    assertThat(result.path("plainGraphEventsPerSecond").asDouble()).isPositive();
    assertThat(result.path("peakMemoryMiB").asDouble()).isBetween(50.0, 10_000.0);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("1 of 1: 200 items, 2,000 events, d=8 h=16 T=20 B=4")
        .contains("plain graph, 1 intra-op, 1 inter-op: ")
        .doesNotContain("not measured");
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThat(run("--quickly")).isEqualTo(2);
  }

  private int run(String... arguments) {
    BenchCommand command =
        new BenchCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(command).execute(arguments);
  }
}
