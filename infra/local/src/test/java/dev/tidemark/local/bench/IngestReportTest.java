package dev.tidemark.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestReportTest {
  /** Two lists were acknowledged, after 1 and 3 ms; the third was not. */
  private static final Acknowledgements LEDGER =
      new Acknowledgements(new long[] {1_000_000, 3_000_000, 0}, 2_000_000_000L);

  private static final int EVENTS = 30;

  @TempDir Path folder;

  @Test
  void shouldFindNothingWrongWhereAllThatWasAcknowledgedIsThereOnce() throws Exception {
    // Given: one that was stored without anybody hearing of it, too
    IngestReport report = IngestReport.of(LEDGER, EVENTS, rows(21));

    // When
    report.write(folder.resolve("report.json"));

    // Then
    assertThat(report).isEqualTo(new IngestReport(10, 1, 3, 20, 21, 0, 0, 10));
    assertThat(report.isExact()).isTrue();
    JsonNode json = LocalJson.MAPPER.readTree(folder.resolve("report.json").toFile());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "eventsPerSecond",
            "p50Millis",
            "p99Millis",
            "acknowledged",
            "stored",
            "lost",
            "doubled",
            "errors");
  }

  @Test
  void shouldTellWhatWasAcknowledgedAndIsNotThere() {
    Map<String, Integer> rows = rows(30);
    rows.remove("item-7");
    rows.remove("item-29");

    IngestReport report = IngestReport.of(LEDGER, EVENTS, rows);

    assertThat(report.lost()).as("the other one was not acknowledged").isEqualTo(1);
    assertThat(report.isExact()).isFalse();
  }

  @Test
  void shouldTellWhatIsThereTwice() {
    Map<String, Integer> rows = rows(30);
    rows.put("item-25", 3);

    IngestReport report = IngestReport.of(LEDGER, EVENTS, rows);

    assertThat(report.doubled()).isEqualTo(1);
    assertThat(report.stored()).isEqualTo(30);
    assertThat(report.isExact()).isFalse();
  }

  private static Map<String, Integer> rows(int count) {
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < count; i++) {
      rows.put("item-" + i, 1);
    }
    return rows;
  }
}
