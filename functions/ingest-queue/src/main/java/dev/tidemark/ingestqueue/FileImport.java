package dev.tidemark.ingestqueue;

import dev.tidemark.data.CsvEntries;
import dev.tidemark.data.DatasetException;
import dev.tidemark.data.EntryReader;
import dev.tidemark.data.JsonEntries;
import dev.tidemark.data.Utf8Text;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.ingest.Intake;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Takes in files as they are read, a batch at a time, so that memory does not grow with their size.
 * A file that is delivered again goes on by itself, since what is stored already is only looked up.
 */
record FileImport(Source files, Intake<Event> events, Intake<ItemUpdate> items) {
  private static final int BATCH = 500;

  /** Where the files lie. */
  @FunctionalInterface
  interface Source {
    /** The bytes of a file, empty where it is not there. */
    Optional<InputStream> open(String key) throws IOException;
  }

  /**
   * @throws UnreadableException where the file is not there or cannot be read
   * @throws UnfinishedException where time is up or the store does not answer
   */
  Report take(String key, TimeLeft time) {
    ImportFile file = ImportFile.of(key);
    Report report = new Report(key);
    try (InputStream in =
            files.open(key).orElseThrow(() -> new UnreadableException("the file is not there"));
        Reader text = Utf8Text.of(in, file.gzip())) {
      if (file.events()) {
        EntryReader<Event> entries =
            file.csv() ? CsvEntries.events(text) : new JsonLines<>(text, JsonEntries::event);
        take(entries, events, report, time);
      } else {
        EntryReader<ItemUpdate> entries =
            file.csv() ? CsvEntries.items(text) : new JsonLines<>(text, JsonEntries::item);
        take(entries, items, report, time);
      }
      return report.checked();
    } catch (DatasetException e) {
      // Its message quotes the line, which is somebody's data where there is no header.
      throw new UnreadableException("the first line does not name every needed column");
    } catch (ZipException | EOFException e) {
      throw new UnreadableException("the file is no whole gzip file; " + report);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a file broke off", e);
    }
  }

  private static <T> void take(
      EntryReader<T> entries, Intake<T> intake, Report report, TimeLeft time) throws IOException {
    List<T> batch = new ArrayList<>(BATCH);
    while (entries.advance()) {
      try {
        batch.add(intake.checked(entries.read()));
      } catch (InvalidFieldException e) {
        report.refuse(e.field(), entries.line());
      }
      if (batch.size() == BATCH) {
        time.check();
        report.add(intake.put(batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      report.add(intake.put(batch));
    }
  }
}
