package dev.tidemark.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.RunException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapStartReportTest {
  private static final long MEBIBYTE = 1 << 20;

  private final SnapStartReport report =
      new SnapStartReport(
          List.of(process(30), process(10), process(20), process(60)),
          List.of(process(100), process(300), process(200), process(900)));

  @TempDir Path folder;

  @Test
  void shouldGiveMedianAndWorst() throws Exception {
    Path file = folder.resolve("bench.json");

    report.write(file);

    JsonNode first =
        new ObjectMapper().readTree(file.toFile()).path("primed").path("first request (ms)");
    assertThat(first.path("median").asDouble()).isEqualTo(25);
    assertThat(first.path("worst").asDouble()).isEqualTo(60);
    assertThat(first.path("each")).hasSize(4);
  }

  @Test
  void shouldSayWhatWasNotMeasured() {
    StringWriter out = new StringWriter();

    report.print(new PrintWriter(out));

    assertThat(out.toString())
        .contains("4 fresh processes each", "no microVM was stopped and restored")
        .containsPattern("first request, ms +25.0 +60.0 +250.0 +900.0");
  }

  @Test
  void shouldTakeTheNinetyNinthOfAHundred() {
    FreshProcess process =
        new FreshProcess(1, 1, DoubleStream.iterate(1, i -> i + 1).limit(100).toArray(), 1);

    assertThat(process.warmP99()).isEqualTo(99);
  }

  @Test
  void shouldNotMeasureAFallback() {
    byte[] popular =
        "{\"body\":\"{\\\"strategy\\\":\\\"popular\\\"}\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RecommendationEvent.check(popular))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("popular");
  }

  private static FreshProcess process(double first) {
    return new FreshProcess(1000, first, new double[] {1, 2, 3}, 400 * MEBIBYTE);
  }
}
