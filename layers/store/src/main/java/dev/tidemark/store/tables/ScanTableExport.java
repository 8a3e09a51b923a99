package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Exports by reading tables through: for DynamoDB Local, which has no export of its own, and for
 * small tables. In AWS the point-in-time export costs no read capacity and is consistent.
 */
public record ScanTableExport(DynamoDbClient client, int itemsPerFile) {
  private static final int ITEMS_PER_FILE = 100_000;
  private static final Duration PATIENCE_PER_PAGE = Duration.ofSeconds(30);

  public ScanTableExport(DynamoDbClient client) {
    this(client, ITEMS_PER_FILE);
  }

  /**
   * A full copy in the layout of DynamoDB's own export: the folder gets gzip files with one line
   * <code>{"Item":{"pk":{"S":"..."},...}}</code> per item, in any order.
   *
   * @param folder is made where it is missing and must hold nothing yet
   * @param now what has expired by then and is not deleted yet is left out
   * @throws dev.tidemark.store.StoreUnavailableException when the store does not answer in time
   */
  public void export(String table, Path folder, Instant now) {
    try (Parts parts = new Parts(empty(folder))) {
      new DynamoDbTable(client, table)
          .scan(
              scan ->
                  scan.filterExpression(InteractionItem.KEPT)
                      .expressionAttributeValues(Map.of(":now", InteractionItem.second(now))),
              parts::write,
              Backoff.ofTotal(PATIENCE_PER_PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files of an earlier export would be read as if they belonged to this one. */
  private static Path empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext()) {
        throw new FileAlreadyExistsException(
            folder.toString(), null, "is not empty; export into another folder");
      }
    }
    return folder;
  }

  /** Lines of items, cut into files. */
  private final class Parts implements AutoCloseable {
    private final JsonFactory factory = new JsonFactory();
    private final Path folder;
    private int files;
    private int items;
    private JsonGenerator json;

    Parts(Path folder) throws IOException {
      this.folder = folder;
      json = open();
    }

    void write(Map<String, AttributeValue> item) {
      try {
        if (items == itemsPerFile) {
          json.close();
          json = open();
          items = 0;
        }
        json.writeStartObject();
        json.writeFieldName("Item");
        DynamoDbJson.write(item, json);
        json.writeEndObject();
        items++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private JsonGenerator open() throws IOException {
      String name = String.format(Locale.ROOT, "part-%05d.json.gz", files++);
      JsonGenerator generator =
          factory.createGenerator(
              new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))), JsonEncoding.UTF8);
      generator.setPrettyPrinter(new MinimalPrettyPrinter("\n")); // between items, so one a line
      return generator;
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }
}
