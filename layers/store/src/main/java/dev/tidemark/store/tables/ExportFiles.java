package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the lines of an exported table are: {@code *.json.gz} in the table's own folder, as the
 * local run writes them, or in DynamoDB's own layout below {@code AWSDynamoDB/<id>}, where {@code
 * manifest-summary.json} comes last and {@code manifest-files.json} names the data files.
 */
final class ExportFiles {
  private static final String DATA = ".json.gz";
  private static final String AWS = "AWSDynamoDB/";
  private static final String DONE = "/manifest-summary.json";

  private final Folder folder;
  private final List<String> all;

  ExportFiles(Folder folder) throws IOException {
    this.folder = folder;
    all = List.copyOf(folder.list("").keySet());
  }

  /**
   * @param table folder of a table
   * @throws IOException where there is no complete export of it
   */
  List<String> of(String table) throws IOException {
    List<String> flat =
        all.stream()
            .filter(file -> file.startsWith(table + "/") && file.endsWith(DATA))
            .filter(file -> file.indexOf('/', table.length() + 1) < 0)
            .toList();
    return flat.isEmpty() ? ofNewest(table) : flat;
  }

  /**
   * The moment that an export of DynamoDB's own shows, in which there may be what had expired by
   * then; the beginning of time where nothing tells it, as the local run exports nothing expired.
   *
   * @param table folder of a table
   */
  Instant exportTime(String table) throws IOException {
    Optional<String> summary = newestSummary(table);
    List<String> times = summary.isEmpty() ? List.of() : values(summary.get(), "exportTime");
    try {
      return times.isEmpty() ? Instant.EPOCH : Instant.parse(times.get(0));
    } catch (DateTimeParseException e) {
      throw new IOException(summary.get() + ": exportTime is no time; export again", e);
    }
  }

  /** An attempt that failed may lie beside the one that counts; ids begin with their time. */
  private Optional<String> newestSummary(String table) {
    return all.stream()
        .filter(file -> file.startsWith(table + "/" + AWS) && file.endsWith(DONE))
        .reduce((older, newer) -> newer);
  }

  private List<String> ofNewest(String table) throws IOException {
    String newest =
        newestSummary(table)
            .orElseThrow(() -> new IOException("it holds no complete export in " + table + "/"));
    String export = newest.substring(0, newest.length() - DONE.length());
    List<String> files = new ArrayList<>();
    for (String key : values(export + "/manifest-files.json", "dataFileS3Key")) {
      String file = export + "/data/" + key.substring(key.lastIndexOf('/') + 1);
      if (!all.contains(file)) {
        throw new IOException(file + " is missing; export again");
      }
      files.add(file);
    }
    return files;
  }

  private List<String> values(String manifest, String field) throws IOException {
    List<String> keys = new ArrayList<>();
    try (InputStream in =
            folder
                .openCopy(manifest)
                .orElseThrow(() -> new IOException(manifest + " is missing; export again"));
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals(field)) {
          keys.add(json.nextTextValue());
        }
      }
    }
    return keys;
  }
}
