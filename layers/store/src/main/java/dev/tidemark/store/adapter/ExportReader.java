package dev.tidemark.store.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what a {@link dev.tidemark.store.TableExport} wrote, item by item, in any order. */
public final class ExportReader {
  private final JsonFactory json = new JsonFactory();
  private final Path folder;

  /**
   * @param folder holds {@code interactions/} and {@code catalogue/}
   */
  public ExportReader(Path folder) {
    this.folder = folder;
  }

  public void interactions(Consumer<Interaction> sink) {
    read("interactions", item -> sink.accept(InteractionItem.read(item)));
  }

  public void items(Consumer<Item> sink) {
    read("catalogue", item -> sink.accept(CatalogueItem.read(item)));
  }

  private void read(String table, Consumer<Map<String, AttributeValue>> sink) {
    try {
      for (Path file : files(folder.resolve(table))) {
        read(file, sink);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the export in " + folder + " cannot be read", e);
    }
  }

  private static List<Path> files(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(file -> file.toString().endsWith(".json.gz")).sorted().toList();
    }
  }

  private void read(Path file, Consumer<Map<String, AttributeValue>> sink) throws IOException {
    try (JsonParser parser =
        json.createParser(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      while (parser.nextToken() != null) {
        // Each line is {"Item":{...}}.
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("Item")
            && parser.nextToken() == JsonToken.START_OBJECT) {
          sink.accept(DynamoDbJson.read(parser));
        }
      }
    }
  }
}
