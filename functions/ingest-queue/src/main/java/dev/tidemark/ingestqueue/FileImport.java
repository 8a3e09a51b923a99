package dev.tidemark.ingestqueue;

import dev.tidemark.data.CsvEntries;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.EntryReader;
import dev.tidemark.data.JsonEntries;
import dev.tidemark.data.Utf8Text;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingestqueue.Unpacked.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes in files as they are read, so that memory does not grow with their size. What one
 * invocation has no time for another one goes on with.
 */
record FileImport(Source files, Intake<Event> events, Intake<ItemUpdate> items, Limits limits) {

  /** Where the files lie. */
  @FunctionalInterface
  interface Source {
    /** The bytes of a file, empty where it is not there. */
    Optional<InputStream> open(String key) throws IOException;
  }

  FileImport(Source files, Intake<Event> events, Intake<ItemUpdate> items) {
    this(files, events, items, Limits.DEFAULT);
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
      EntryReader<ItemUpdate> rows = items(file, Utf8Text.of(bytes, false));
      while (rows.advance()) {
        sink.accept(rows.read().itemId());
      }
    } catch (IOException e) {
      throw new UnfinishedException("reading the file broke off");
    }
  }

  private static EntryReader<ItemUpdate> items(ImportFile file, Reader text) throws IOException {
    return file.csv() ? CsvEntries.items(text) : new JsonLines<>(text, JsonEntries::item);
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
    Reader text = Utf8Text.of(bytes, false);
    try {
      if (file.events()) {
        EntryReader<Event> rows =
            file.csv() ? CsvEntries.events(text) : new JsonLines<>(text, JsonEntries::event);
        return new RowImport<>(rows, events, received, bytes, report).run(from, time);
      }
      return new RowImport<>(items(file, text), items, received, bytes, report).run(from, time);
    } catch (DatasetException e) {
      if (bytes.isBlank()) {
        return report;
      }
      // What follows quotes the line, which is somebody's data where there is no header.
      throw new UnreadableException(e.getMessage().split(";", 2)[0]);
    }
  }
}
