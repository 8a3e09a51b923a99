package dev.tidemark.local.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What a load and the audit of the table after it found.
 *
 * @param p50Millis from when an event was due to its acknowledgement
 * @param stored events that the table holds, each counted once
 * @param lost events that were acknowledged and are not there
 * @param doubled events that are there more than once
 * @param errors events that were never acknowledged
 */
public record IngestReport(
    double eventsPerSecond,
    double p50Millis,
    double p99Millis,
    int acknowledged,
    int stored,
    int lost,
    int doubled,
    int errors) {

  /**
   * Compares the ledger with the table.
   *
   * @param rows of the table by item, of which each event has its own
   */
  static IngestReport of(Acknowledgements ledger, int events, Map<String, Integer> rows) {
    int lost = 0;
    for (int event = 0; event < events; event++) {
      lost += ledger.has(event) && !rows.containsKey(ShopSender.item(event)) ? 1 : 0;
    }
    return new IngestReport(
        ledger.eventsPerSecond(),
        ledger.millis(0.5),
        ledger.millis(0.99),
        ledger.count(),
        rows.size(),
        lost,
        (int) rows.values().stream().filter(count -> count > 1).count(),
        ledger.missing());
  }

  /** Whether each acknowledged event is there, and none twice. */
  @JsonIgnore
  public boolean isExact() {
    return lost == 0 && doubled == 0;
  }

  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,.0f events/s, p50 %.1f ms, p99 %.1f ms from when they were due%n"
            + "%,d acknowledged, %,d stored, %d lost, %d doubled, %d never acknowledged",
        eventsPerSecond,
        p50Millis,
        p99Millis,
        acknowledged,
        stored,
        lost,
        doubled,
        errors);
  }

  /** All figures. */
  public void write(Path file) throws IOException {
    Files.write(file, LocalJson.readable(this));
  }
}
