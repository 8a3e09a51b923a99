package dev.tidemark.features.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a CSV file with a header (UTF-8, optionally gzip) row by row, see {@link CsvRows}. */
final class CsvTable {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int SHOWN_CHARACTERS = 200;

  private final Path file;
  private final List<String> header;

  /** Receives each row with its line number; {@code fields} has the header's length. */
  interface RowSink {
    void row(long line, List<String> fields);

    void malformed(long line);
  }

  CsvTable(Path file) {
    this.file = file;
    try (CsvRows rows = open()) {
      if (!rows.advance()) {
        throw new DatasetException(file + " is empty; its first line must name the columns");
      }
      if (!rows.isWellFormed()) {
        throw new DatasetException(file + ": its first line leaves a quote open or is too long");
      }
      header = rows.fields().stream().map(String::strip).toList();
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + reason(e), e);
    }
  }

  /**
   * @throws DatasetException naming the column where it is missing
   */
  int requiredColumn(String name) {
    int column = optionalColumn(name);
    if (column < 0) {
      throw new DatasetException(
          file + " has no column '" + name + "'; its columns are " + shown(header));
    }
    return column;
  }

  /** The column's index, or -1. */
  int optionalColumn(String name) {
    return header.indexOf(name);
  }

  void read(RowSink sink) {
    try (CsvRows rows = open()) {
      rows.advance(); // past the header
      while (rows.advance()) {
        if (rows.isWellFormed()) {
          sink.row(rows.line(), rows.fields());
        } else {
          sink.malformed(rows.line());
        }
      }
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read to its end: " + reason(e), e);
    }
  }

  /** One line of moderate length, whatever the file holds. */
  private static String shown(List<String> header) {
    String names = String.join(",", header).replaceAll("\\p{Cntrl}", " ");
    return names.length() <= SHOWN_CHARACTERS
        ? names
        : names.substring(0, SHOWN_CHARACTERS) + "...";
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
      BufferedReader text =
          new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
      text.mark(1);
      if (text.read() != BYTE_ORDER_MARK) { // which Excel puts first
        text.reset();
      }
      return new CsvRows(text);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
