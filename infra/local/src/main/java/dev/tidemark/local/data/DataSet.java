package dev.tidemark.local.data;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.DatasetReader;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.local.UsageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A data folder that has been read once: what is in it and what is left out. */
public record DataSet(
    DatasetReader reader, CleaningReport items, CleaningReport events, ExampleIds example) {

  /** As many events make a history that the answer visibly depends on. */
  private static final int EXAMPLE_HISTORY = 20;

  /**
   * @throws dev.tidemark.data.DatasetException where it cannot be read
   * @throws UsageException where there are events but none can be used
   */
  public static DataSet read(Path folder) {
    DatasetReader reader = DatasetReader.open(folder);
    ExampleFinder finder = new ExampleFinder();
    CleaningReport items = reader.readItems(finder::see);
    CleaningReport events = reader.readEvents(finder::see);
    if (events.kept() == 0 && events.rows() > 0) {
      throw new UsageException(
          folder + " has no usable event; of " + events.rows() + " rows all were refused");
    }
    return new DataSet(reader, items, events, finder.found());
  }

  public String name() {
    return reader.name();
  }

  /**
   * The first user with a history long enough, else the one with the longest; without events a name
   * and the first item.
   */
  private static final class ExampleFinder {
    private final Map<String, Integer> counts = new HashMap<>();
    private String user = "somebody";
    private String item = "";
    private int longest;

    void see(ItemUpdate any) {
      item = item.isEmpty() ? any.itemId() : item;
    }

    void see(Event event) {
      if (longest >= EXAMPLE_HISTORY) {
        return;
      }
      int count = counts.merge(event.userId(), 1, Integer::sum);
      if (count > longest) {
        longest = count;
        user = event.userId();
        item = event.itemId();
      }
    }

    ExampleIds found() {
      return new ExampleIds(user, item);
    }
  }
}
