package dev.tidemark.data.folder;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads and cleans a data folder, whatever formats its files have. Streams; what cannot be used is
 * left out and reported, never fatal.
 */
public final class DatasetReader {
  private static final Instant FIRST_REAL_TIME = Instant.parse("1971-01-01T00:00:00Z");

  private final Path folder;
  private final FolderFiles files;
  private final Instant now;

  private DatasetReader(Path folder, FolderFiles files, Instant now) {
    this.folder = folder;
    this.files = files;
    this.now = now;
  }

  /**
   * @throws DatasetException where the folder or a file of it cannot be read or understood
   */
  public static DatasetReader open(Path folder) {
    return open(folder, Given.NOTHING);
  }

  /**
   * @param given what the user says of the files
   * @throws DatasetException where the folder or a file of it cannot be read or understood
   */
  public static DatasetReader open(Path folder, Given given) {
    return new DatasetReader(folder, FolderFiles.of(folder, given), Clock.systemUTC().instant());
  }

  /** The folder's name. */
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** The files that are read, events first. */
  public List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    files.events().forEach(source -> paths.add(source.path()));
    files.items().forEach(source -> paths.add(source.path()));
    return paths;
  }

  /** Whether an event's row had a time, rather than a second of 1970 given to it. */
  public static boolean isTimed(Event event) {
    return isTimed(event.timestamp());
  }

  static boolean isTimed(Instant time) {
    return !time.isBefore(FIRST_REAL_TIME);
  }

  /** Hands over every usable event, file by file in the order of rows. */
  public List<FileReport> readEvents(Consumer<Event> sink) {
    return events(new Census(), sink);
  }

  private List<FileReport> events(Census all, Consumer<Event> sink) {
    RowHashes seen = new RowHashes();
    List<FileReport> reports = new ArrayList<>();
    for (Source source : files.events()) {
      Census census = new Census();
      CleaningReport cleaning =
          source.read(
              in ->
                  CleaningReport.of(
                      source.name(),
                      source.file().events(in, now),
                      hash -> source.file().isUntimed() || seen.add(hash),
                      event -> {
                        census.add(event);
                        sink.accept(event);
                      }));
      all.addAll(census);
      reports.add(census.report(source.file().description(), cleaning));
    }
    return reports;
  }

  /**
   * Hands over every usable item, file by file in the order of rows; without a file of items those
   * that the events tell of, each once.
   */
  public List<FileReport> readItems(Consumer<ItemUpdate> sink) {
    List<FileReport> reports = new ArrayList<>();
    RowHashes seen = new RowHashes();
    for (Source source : files.items()) {
      Map<String, ItemUpdate> merged = new LinkedHashMap<>();
      Census census = new Census();
      CleaningReport cleaning =
          source.read(
              in ->
                  CleaningReport.of(
                      source.name(),
                      source.file().items(in),
                      seen::add,
                      item -> {
                        census.addItem(item.itemId());
                        if (source.file().holdsProperties()) {
                          merged.merge(item.itemId(), item, ItemUpdate::then);
                        } else {
                          sink.accept(item);
                        }
                      }));
      merged.values().forEach(sink);
      reports.add(census.report(source.file().description(), cleaning));
    }
    if (files.items().isEmpty()) {
      Set<String> told = new HashSet<>();
      for (Source source : files.events()) {
        if (source.file().describesItems()) {
          source.read(
              in ->
                  CleaningReport.of(
                      source.name(),
                      source.file().items(in),
                      hash -> true,
                      item -> {
                        if (told.add(item.itemId())) {
                          sink.accept(item);
                        }
                      }));
        }
      }
    }
    return reports;
  }

  /** Reads everything once. */
  public Survey survey(Consumer<ItemUpdate> items, Consumer<Event> events) {
    Set<String> catalogue = new HashSet<>();
    long[] kept = new long[1];
    List<FileReport> ofItems =
        readItems(
            item -> {
              kept[0]++;
              catalogue.add(item.itemId());
              items.accept(item);
            });
    Census census = new Census();
    List<FileReport> ofEvents = events(census, events);
    return new Survey(
        ofEvents,
        ofItems,
        kept[0],
        census.itemsNotIn(catalogue),
        census.users(),
        census.largestShare(),
        files.unused());
  }
}
