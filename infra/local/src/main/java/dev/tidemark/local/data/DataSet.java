package dev.tidemark.local.data;

import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.folder.Survey;
import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A data folder that has been read once: what is in it and what is left out. */
public record DataSet(DatasetReader reader, Survey survey, ExampleIds example) {

  /** As many events make a history that the answer visibly depends on. */
  private static final int EXAMPLE_HISTORY = 20;

  /** Users beside the first one. */
  private static final int OTHERS = 2;

  /**
   * @throws dev.tidemark.data.DatasetException where it cannot be read
   */
  public static DataSet read(Path folder, Given given) {
    DatasetReader reader = DatasetReader.open(folder, given);
    ExampleFinder finder = new ExampleFinder();
    Survey survey = reader.survey(finder::see, finder::see);
    return new DataSet(reader, survey, finder.found());
  }

  public String name() {
    return reader.name();
  }

  public DataSize size() {
    return new DataSize(survey.keptEvents(), survey.keptItems(), survey.users());
  }

  /**
   * The first users with a history long enough, else the one with the longest; without events a
   * name and the first item.
   */
  private static final class ExampleFinder {
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> others = new ArrayList<>();
    private String user = "somebody";
    private String item = "";
    private int longest;

    void see(ItemUpdate any) {
      item = item.isEmpty() ? any.itemId() : item;
    }

    void see(Event event) {
      if (others.size() == OTHERS) {
        return;
      }
      int count = counts.merge(event.userId(), 1, Integer::sum);
      if (longest >= EXAMPLE_HISTORY) {
        if (count == EXAMPLE_HISTORY) {
          others.add(event.userId());
        }
      } else if (count > longest) {
        longest = count;
        user = event.userId();
        item = event.itemId();
      }
    }

    ExampleIds found() {
      return new ExampleIds(user, item, others);
    }
  }
}
