package dev.tidemark.local.data;

import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.local.Console;
import dev.tidemark.local.ProgressBar;
import dev.tidemark.local.RunException;
import dev.tidemark.store.tables.PutResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Stores a data set in the tables, as the functions do with what is sent to them, and tells how it
 * went. What was stored before counts as there already, so that an import that broke off is begun
 * anew.
 *
 * @param isStopped whether the run has come to its end, so that nothing more is to be stored
 */
public record Importer(ImportTarget target, Console console, BooleanSupplier isStopped) {
  /** Most items of one BatchWriteItem. */
  public static final int BATCH = 25;

  /** How many lists of events are stored at a time. */
  public static final int CALLERS = 5;

  private static final int ITEMS = 500;

  /** One that nothing stops. */
  public Importer(ImportTarget target, Console console) {
    this(target, console, () -> false);
  }

  /**
   * @param received what is of the same instant is later in a later import
   * @throws RunException where the tables do not take it, or the run has come to its end
   */
  public void run(DataSet data, Instant received) {
    items(data);
    events(data, received);
  }

  private void items(DataSet data) {
    ProgressBar progress = new ProgressBar(console, "Importing items", data.survey().keptItems());
    Totals totals = new Totals();
    List<ItemUpdate> list = new ArrayList<>(ITEMS);
    // One list after the other, since what a later one says of an item counts.
    data.reader()
        .readItems(
            item -> {
              if (isStopped.getAsBoolean()) {
                throw stopped();
              }
              list.add(item);
              if (list.size() == ITEMS) {
                totals.add(target.catalogue().put(list));
                list.clear();
                progress.update(totals.all());
              }
            });
    if (!list.isEmpty()) {
      totals.add(target.catalogue().put(list));
    }
    progress.finish(totals.all());
    tell("items", totals);
  }

  /** The events alone, see {@link #run}. */
  public void events(DataSet data, Instant received) {
    long count = data.survey().keptEvents();
    ProgressBar progress = new ProgressBar(console, "Importing events", count);
    Totals totals = new Totals();
    try (EventLoad load = new EventLoad(target, count, received, totals)) {
      data.reader()
          .readEvents(
              event -> {
                if (isStopped.getAsBoolean()) {
                  load.finishBegun();
                  throw stopped();
                }
                load.add(event);
                progress.update(totals.all());
              });
      load.finish();
    }
    progress.finish(totals.all());
    tell("events", totals);
  }

  private static RunException stopped() {
    return new RunException("the import was stopped; start again, what is stored stays");
  }

  private void tell(String what, Totals totals) {
    console.line(
        String.format(
            Locale.ROOT,
            "  %,d %s stored, %,d already there%s",
            totals.stored(),
            what,
            totals.duplicates(),
            totals.erased() == 0
                ? ""
                : String.format(
                    Locale.ROOT, ", %,d of users who were erased left out", totals.erased())));
  }

  /** What became of all lists together. */
  static final class Totals {
    private long stored;
    private long duplicates;
    private long erased;

    /**
     * @throws RunException where the table did not confirm all of it
     */
    synchronized void add(PutResult result) {
      stored += result.stored();
      duplicates += result.duplicates();
      erased += result.erased().size();
      if (result.unacknowledged() > 0) {
        throw new RunException(
            "the table did not confirm all that is imported; start again, what is stored stays");
      }
    }

    /** What is not stored, since its user was erased. */
    synchronized void leaveOut(int count) {
      erased += count;
    }

    synchronized long all() {
      return stored + duplicates + erased;
    }

    synchronized long erased() {
      return erased;
    }

    synchronized long stored() {
      return stored;
    }

    synchronized long duplicates() {
      return duplicates;
    }
  }
}
