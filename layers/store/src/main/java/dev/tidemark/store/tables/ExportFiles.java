package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

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

  /** An attempt that failed may lie beside the one that counts; ids begin with their time. */
  private List<String> ofNewest(String table) throws IOException {
    String newest =
        all.stream()
            .filter(file -> file.startsWith(table + "/" + AWS) && file.endsWith(DONE))
            .reduce((older, newer) -> newer)
            .orElseThrow(() -> new IOException("it holds no complete export in " + table + "/"));
    String export = newest.substring(0, newest.length() - DONE.length());
    List<String> files = new ArrayList<>();
    for (String key : listed(export + "/manifest-files.json")) {
      String file = export + "/data/" + key.substring(key.lastIndexOf('/') + 1);
      if (!all.contains(file)) {
        throw new IOException(file + " is missing; export again");
      }
      files.add(file);
    }
    return files;
  }

  private List<String> listed(String manifest) throws IOException {
    List<String> keys = new ArrayList<>();
    try (InputStream in =
            folder
                .openCopy(manifest)
                .orElseThrow(() -> new IOException(manifest + " is missing; export again"));
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME
            && json.currentName().equals("dataFileS3Key")) {
          keys.add(json.nextTextValue());
        }
      }
    }
    return keys;
  }
}
