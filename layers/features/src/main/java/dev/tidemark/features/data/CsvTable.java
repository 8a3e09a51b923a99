package dev.tidemark.features.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV file with a header (RFC 4180, UTF-8, optionally gzip) row by row. A row that is not
 * well formed never costs its neighbours: where an unclosed quote swallowed the lines after it,
 * reading starts again at the next line.
 */
final class CsvTable {
  private static final int MAX_ROW_CHARACTERS = 1 << 20;
  private static final long END = -1;

  private final Path file;
  private final List<String> header;

  /** Receives each row with its line number; {@code fields} has the header's length. */
  interface RowSink {
    void row(long line, List<String> fields);

    void malformed(long line);
  }

  CsvTable(Path file) {
    this.file = file;
    try (CsvReader<CsvRecord> reader = reader(0)) {
      var rows = reader.iterator();
      if (!rows.hasNext()) {
        throw new DatasetException(file + " is empty; its first line must name the columns");
      }
      header = rows.next().getFields().stream().map(CsvTable::columnName).toList();
    } catch (IOException | CsvParseException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @throws DatasetException naming the column where it is missing
   */
  int requiredColumn(String name) {
    int column = optionalColumn(name);
    if (column < 0) {
      throw new DatasetException(
          file + " has no column '" + name + "'; its columns are " + String.join(",", header));
    }
    return column;
  }

  /** The column's index, or -1. */
  int optionalColumn(String name) {
    return header.indexOf(name);
  }

  /** Excel puts a byte-order mark before the first name. */
  private static String columnName(String text) {
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
  }

  void read(RowSink sink) {
    long skip = 1;
    try {
      while (skip != END) {
        skip = readFrom(skip, sink);
      }
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read to its end: " + e.getMessage(), e);
    }
  }

  /** Returns how many lines to skip when starting again, or {@link #END}. */
  private long readFrom(long skip, RowSink sink) throws IOException {
    long line = skip + 1;
    try (CsvReader<CsvRecord> reader = reader(skip)) {
      for (CsvRecord row : reader) {
        line = skip + row.getStartingLineNumber();
        if (row.getFieldCount() == header.size()) {
          sink.row(line, row.getFields());
        } else {
          sink.malformed(line);
          if (row.getFields().stream().anyMatch(field -> field.indexOf('\n') >= 0)) {
            return line;
          }
        }
        line++;
      }
      return END;
    } catch (CsvParseException e) {
      sink.malformed(line);
      return line;
    }
  }

  private CsvReader<CsvRecord> reader(long skipLines) throws IOException {
    InputStream raw = Files.newInputStream(file);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
    for (long i = 0; i < skipLines; i++) {
      lines.readLine();
    }
    return CsvReader.builder()
        .maxBufferSize(MAX_ROW_CHARACTERS)
        .skipEmptyLines(true)
        .ignoreDifferentFieldCount(true)
        .detectBomHeader(false)
        .ofCsvRecord(lines);
  }
}
