package dev.tidemark.ingestqueue;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.EntryReader;
import dev.tidemark.data.Row;
import dev.tidemark.data.format.DataFile;
import dev.tidemark.data.format.Given;
import dev.tidemark.data.text.HeadStream;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingestqueue.Unpacked.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes in files as they are read, so that memory does not grow with their size. What one
 * invocation has no time for another one goes on with.
 */
record FileImport(
    Source files, Intake<Event> events, Intake<ItemUpdate> items, Clock clock, Limits limits) {

  /** In messages: a key can hold what nobody should read in a log. */
  private static final String FILE = "the file";

  /** Where the files lie. */
  @FunctionalInterface
  interface Source {
    /** The bytes of a file, empty where it is not there. */
    Optional<InputStream> open(String key) throws IOException;
  }

  FileImport(Source files, Intake<Event> events, Intake<ItemUpdate> items, Clock clock) {
    this(files, events, items, clock, Limits.DEFAULT);
  }

  /**
   * @param received when the file came, the same in every invocation for it
   * @param from how far an earlier invocation came
   * @throws UnreadableException where the file is not there or is no whole file of usable rows;
   *     what could be taken in is then taken in
   * @throws UnfinishedException where it did not get any further, since time is up or the store
   *     does not answer
   */
  Report take(String key, Instant received, Progress from, TimeLeft time) {
    ImportFile file = ImportFile.of(key);
    Report report = new Report(key, from);
    try (InputStream in = open(key);
        Unpacked bytes = new Unpacked(in, file.gzip(), limits, time, report::isUseful)) {
      Report taken = take(file, received, bytes, report, from.line(), time);
      if (!taken.isDone()) {
        return taken;
      }
      if (!bytes.fault().isEmpty()) {
        throw new UnreadableException(bytes.fault() + "; " + taken.counts());
      }
      return taken.checked();
    } catch (IOException e) {
      throw new UnfinishedException("reading the file broke off");
    }
  }

  /**
   * Hands over the id of every item of a file that was taken in whole.
   *
   * @throws UnfinishedException where time is up
   */
  void itemIds(String key, TimeLeft time, Consumer<String> sink) {
    ImportFile file = ImportFile.of(key);
    try (InputStream in = open(key);
        Unpacked bytes = new Unpacked(in, file.gzip(), limits, time, () -> true)) {
      HeadStream text = new HeadStream(bytes);
      EntryReader<ItemUpdate> rows =
          DataFile.of(FILE, text, file.wanted(), Given.NOTHING).items(text);
      while (rows.advance()) {
        if (rows.read() instanceof Row.Usable<ItemUpdate> item) {
          sink.accept(item.entry().itemId());
        }
      }
    } catch (IOException e) {
      throw new UnfinishedException("reading the file broke off");
    }
  }

  /** S3 tells keys as they are through EventBridge, and URL-encoded elsewhere. */
  private InputStream open(String key) throws IOException {
    Optional<InputStream> file = files.open(key);
    if (file.isEmpty() && (key.contains("%") || key.contains("+"))) {
      file = files.open(decoded(key));
    }
    return file.orElseThrow(() -> new UnreadableException("the file is not there"));
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key; // a percent sign of its own
    }
  }

  private Report take(
      ImportFile file, Instant received, Unpacked bytes, Report report, long from, TimeLeft time)
      throws IOException {
    HeadStream text = new HeadStream(bytes);
    if (bytes.isBlank()) {
      return report;
    }
    try {
      DataFile data = DataFile.of(FILE, text, file.wanted(), Given.NOTHING);
      if (from == 0) {
        refuseMisunderstood(data, text);
      }
      return file.events()
          ? new RowImport<>(data.events(text, clock.instant()), events, received, bytes, report)
              .run(from, time)
          : new RowImport<>(data.items(text), items, received, bytes, report).run(from, time);
    } catch (DatasetException e) {
      // What follows quotes the line, which is somebody's data where there is no header.
      throw new UnreadableException(e.getMessage().split(";", 2)[0]);
    }
  }

  /** Before anything of it is stored. */
  private void refuseMisunderstood(DataFile data, HeadStream text) throws IOException {
    if (data.isUntimed()) {
      throw new UnreadableException("no row tells its time, which what is stored must have");
    }
    Optional<String> cause = data.tryOut(text, clock.instant()).mostlyDamaged();
    if (cause.isPresent()) {
      throw new UnreadableException("most of its rows cannot be used: " + cause.get());
    }
  }
}
