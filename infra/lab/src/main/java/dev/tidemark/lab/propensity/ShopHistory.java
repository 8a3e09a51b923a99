package dev.tidemark.lab.propensity;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.propensity.Activity;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that happened in a shop, shopper by shopper in the order of their ids.
 *
 * @param interactions of each shopper, oldest first
 * @param hasItems whether it is known what was bought
 */
public record ShopHistory(
    String name, List<Item> items, List<List<Interaction>> interactions, boolean hasItems) {

  public ShopHistory {
    items = List.copyOf(items);
    interactions = List.copyOf(interactions);
  }

  /**
   * Reads a data folder, or one of transactions alone.
   *
   * @throws DatasetException where it cannot be read, tells no times, or nobody buys anything
   */
  public static ShopHistory read(Path folder, Given given, PrintStream out) {
    ShopHistory history =
        TransactionsFile.in(folder)
            .map(TransactionsFile::read)
            .orElseGet(() -> ofEvents(DatasetReader.open(folder, given), out));
    if (history.interactions.stream()
        .flatMap(List::stream)
        .noneMatch(it -> it.type().equals(Behaviour.PURCHASE))) {
      throw new DatasetException(
          history.name
              + " has no event of type purchase, which is all that counts as one here (a rating or"
              + " a view does not); give data of a shop that sells");
    }
    return history;
  }

  private static ShopHistory ofEvents(DatasetReader reader, PrintStream out) {
    List<Item> items = new ArrayList<>();
    Map<String, List<Interaction>> shoppers = new TreeMap<>();
    long[] place = new long[1];
    reader
        .survey(
            update -> items.add(update.item()),
            event -> {
              if (!DatasetReader.isTimed(event)) {
                throw new DatasetException(
                    reader.name() + " has rows that tell no time; propensity needs one in each");
              }
              // Nothing is stored, so shoppers need no pseudonyms.
              Interaction row = Interaction.of(event, new UserKey(event.userId()), place[0]++);
              shoppers.computeIfAbsent(event.userId(), id -> new ArrayList<>()).add(row);
            })
        .refuseLosses()
        .lines()
        .forEach(out::println);
    shoppers.values().forEach(rows -> rows.sort(Interaction.SERVED_ORDER));
    return new ShopHistory(reader.name(), items, new ArrayList<>(shoppers.values()), true);
  }

  /** The same as propensity reads it, in the same order. */
  public List<Activity> activities() {
    List<Activity> activities = new ArrayList<>();
    for (List<Interaction> own : interactions) {
      Activity activity = new Activity();
      own.forEach(activity::add);
      activities.add(activity);
    }
    return activities;
  }
}
