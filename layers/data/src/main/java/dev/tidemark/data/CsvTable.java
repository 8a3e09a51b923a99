package dev.tidemark.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a CSV file with a header (UTF-8, optionally gzip) row by row, see {@link CsvRows}. */
final class CsvTable {
  private final Path file;
  private final Header header;

  /** Receives each row with its line number; no fields where it is not well formed. */
  @FunctionalInterface
  interface RowSink {
    void row(long line, List<String> fields);
  }

  CsvTable(Path file) {
    this.file = file;
    try (CsvRows rows = open()) {
      header = Header.read(file.toString(), rows);
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + reason(e), e);
    }
  }

  /** The file's name. */
  String name() {
    return file.getFileName().toString();
  }

  Header header() {
    return header;
  }

  void read(RowSink sink) {
    try (CsvRows rows = open()) {
      rows.advance(); // past the header
      while (rows.advance()) {
        sink.row(rows.line(), rows.isWellFormed() ? rows.fields() : List.of());
      }
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read to its end: " + reason(e), e);
    }
  }

  /** Some exceptions say nothing but the file's name, or nothing at all. */
  private static String reason(IOException e) {
    return e.getMessage() == null || e instanceof FileSystemException
        ? e.getClass().getSimpleName()
        : e.getMessage();
  }

  private CsvRows open() throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
      return new CsvRows(Utf8Text.of(plain));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
