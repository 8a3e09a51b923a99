package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads what a {@link ScanTableExport} or DynamoDB itself wrote, line by line, in any order. A line
 * that cannot be read is left out and counted; a file that cannot, ends it. Impressions are passed
 * over: nothing is learnt from what was only shown. So is what had expired when it was exported,
 * and what was erased since.
 */
public final class ExportReader {
  private static final List<String> INTERACTION = List.of("pk", "sk", "place", "itemId", "type");
  private static final List<String> ITEM = List.of("pk");

  private final JsonFactory json = new JsonFactory();
  private final Folder folder;
  private final Map<UserKey, Instant> erased;

  /**
   * @param folder holds {@code interactions/} and {@code catalogue/}
   * @param erased users of whom nothing up to a time is to be read, see {@link
   *     dev.tidemark.store.files.PurgeList}
   */
  public ExportReader(Folder folder, Map<UserKey, Instant> erased) {
    this.folder = folder;
    this.erased = Map.copyOf(erased);
  }

  /**
   * How many lines there were.
   *
   * @param examples file and line of the first unreadable ones, and why; never what stands there
   */
  public record Lines(long read, long unreadable, List<String> examples) {
    private static final int EXAMPLES = 5;

    public Lines {
      examples = List.copyOf(examples);
    }

    @Override
    public String toString() {
      return unreadable == 0
          ? String.format(Locale.ROOT, "%,d lines", read)
          : String.format(
              Locale.ROOT,
              "%,d lines, and %,d left out: %s%s",
              read,
              unreadable,
              String.join("; ", examples),
              unreadable > examples.size() ? "; ..." : "");
    }
  }

  /**
   * @throws UncheckedIOException naming the file that cannot be read or is not there
   */
  public Lines interactions(Consumer<Interaction> sink) {
    return read("interactions", INTERACTION, InteractionItem::read, sink, this::isWanted);
  }

  /**
   * @throws UncheckedIOException naming the file that cannot be read or is not there
   */
  public Lines items(Consumer<Item> sink) {
    return read("catalogue", ITEM, CatalogueItem::read, sink, (item, exported) -> true);
  }

  /** Whether a user who is not erased did it, and did not only see it. */
  private boolean isWanted(Map<String, AttributeValue> item, Instant exported) {
    return !Tombstone.is(item)
        && !Attributes.text(item, InteractionItem.TYPE).equals(Behaviour.IMPRESSION)
        && !InteractionItem.isExpired(item, exported)
        && !isErased(item);
  }

  private boolean isErased(Map<String, AttributeValue> item) {
    String user = Attributes.text(item, InteractionItem.PARTITION);
    return !user.isEmpty()
        && erased.containsKey(new UserKey(user))
        && InteractionItem.read(item).isUpTo(erased.get(new UserKey(user)));
  }

  private <T> Lines read(
      String table,
      List<String> needed,
      Function<Map<String, AttributeValue>, T> reader,
      Consumer<T> sink,
      BiPredicate<Map<String, AttributeValue>, Instant> wanted) {
    String current = table;
    Counter<T> counter;
    try {
      ExportFiles files = new ExportFiles(folder);
      Instant exported = files.exportTime(table);
      counter = new Counter<>(needed, reader, sink, item -> wanted.test(item, exported));
      for (String file : files.of(table)) {
        current = file;
        read(file, counter);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the export in " + folder + " cannot be read: " + current + ": " + e.getMessage(), e);
    }
    return new Lines(counter.read, counter.unreadable, counter.examples);
  }

  private <T> void read(String file, Counter<T> counter) throws IOException {
    try (InputStream in =
            folder.openCopy(file).orElseThrow(() -> new IOException("is missing; export again"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in, 1 << 16), StandardCharsets.UTF_8))) {
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          counter.take(file, number, line);
        }
        number++;
      }
    }
  }

  /** A line is {@code {"Item":{...}}}. */
  private Map<String, AttributeValue> item(String line) throws IOException {
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !"Item".equals(parser.nextFieldName())
          || parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no item");
      }
      Map<String, AttributeValue> item = DynamoDbJson.read(parser);
      if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new IOException("more than an item");
      }
      return item;
    }
  }

  /** Hands on what can be read, and counts. */
  private final class Counter<T> {
    private final List<String> needed;
    private final Function<Map<String, AttributeValue>, T> reader;
    private final Consumer<T> sink;
    private final Predicate<Map<String, AttributeValue>> wanted;
    private final List<String> examples = new ArrayList<>();
    private long read;
    private long unreadable;

    Counter(
        List<String> needed,
        Function<Map<String, AttributeValue>, T> reader,
        Consumer<T> sink,
        Predicate<Map<String, AttributeValue>> wanted) {
      this.wanted = wanted;
      this.needed = needed;
      this.reader = reader;
      this.sink = sink;
    }

    void take(String file, long number, String line) {
      T value;
      try {
        Map<String, AttributeValue> item = item(line);
        if (!wanted.test(item)) {
          return;
        }
        for (String attribute : needed) {
          if (!item.containsKey(attribute)) {
            leaveOut(file + " line " + number + ": " + attribute + " is missing");
            return;
          }
        }
        value = reader.apply(item);
      } catch (IOException | RuntimeException e) { // whatever stands in a damaged line
        leaveOut(file + " line " + number + ": " + reason(e));
        return;
      }
      sink.accept(value);
      read++;
    }

    private void leaveOut(String example) {
      unreadable++;
      if (examples.size() < Lines.EXAMPLES) {
        examples.add(example);
      }
    }

    /** An exception's own message may hold what stands in the line. */
    private static String reason(Exception e) {
      return e instanceof InvalidFieldException invalid
          ? invalid.field() + " is not accepted"
          : "no item in DynamoDB's JSON";
    }
  }
}
