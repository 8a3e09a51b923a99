package dev.tidemark.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.data.Importer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Speed of imports and of plain writes. */
public record ImportReport(long events, List<Round> rounds) {
  public ImportReport {
    rounds = List.copyOf(rounds);
  }

  /**
   * @param imported events a second
   * @param plain items a second by BatchWriteItem alone
   */
  public record Round(double imported, double plain) {
    double ratio() {
      return imported / plain;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "import %,.0f/s, BatchWriteItem alone %,.0f/s, ratio %.2f",
          imported,
          plain,
          ratio());
    }
  }

  /** The median round by each figure. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d events, %d callers of %d: import %,.0f/s, BatchWriteItem alone %,.0f/s, ratio %.2f",
        events,
        Importer.CALLERS,
        Importer.BATCH,
        median(Round::imported),
        median(Round::plain),
        median(Round::ratio));
  }

  /** All figures. */
  public void write(Path file) throws IOException {
    ObjectNode root = LocalJson.MAPPER.createObjectNode();
    root.put("events", events);
    root.put("callers", Importer.CALLERS);
    root.put("itemsPerBatchWrite", Importer.BATCH);
    root.put("importEventsPerSecond", median(Round::imported));
    root.put("batchWriteItemsPerSecond", median(Round::plain));
    root.put("ratio", median(Round::ratio));
    for (Round round : rounds) {
      ObjectNode node = root.withArray("rounds").addObject();
      node.put("importEventsPerSecond", round.imported());
      node.put("batchWriteItemsPerSecond", round.plain());
      node.put("ratio", round.ratio());
    }
    Files.write(file, LocalJson.readable(root));
  }

  private double median(ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
