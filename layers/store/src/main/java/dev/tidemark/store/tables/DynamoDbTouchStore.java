package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.TouchItem.DAY;
import static dev.tidemark.store.tables.TouchItem.KIND;

import dev.tidemark.domain.Touch;
import dev.tidemark.domain.Touch.Kind;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Touches in an index of the interactions' table, which follows the table within a second or so.
 * Thread-safe.
 */
public final class DynamoDbTouchStore implements TouchStore {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbTouchStore.class);

  private final DynamoDbTable table;
  private final Backoff backoff;

  /**
   * @param backoff how long each page is tried
   */
  public DynamoDbTouchStore(DynamoDbClient client, String interactions, Backoff backoff) {
    table = new DynamoDbTable(client, interactions);
    this.backoff = backoff;
  }

  @Override
  public void all(LocalDate day, int part, Consumer<Touch> sink) {
    AttributeValue at = Attributes.text(TouchItem.day(day, part));
    read(DAY + " = :day", Map.of(":day", at), sink);
  }

  @Override
  public void of(Kind kind, LocalDate day, int part, Consumer<Touch> sink) {
    AttributeValue at = Attributes.text(TouchItem.day(day, part));
    AttributeValue prefix = Attributes.text(TouchItem.prefix(kind));
    read(
        DAY + " = :day AND begins_with(" + KIND + ", :kind)",
        Map.of(":day", at, ":kind", prefix),
        sink);
  }

  private void read(String condition, Map<String, AttributeValue> values, Consumer<Touch> sink) {
    table.queryAll(
        query ->
            query
                .indexName(TouchItem.INDEX)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values),
        item -> hand(item, sink),
        backoff);
  }

  /** Nothing of a row that others damaged. */
  private static void hand(Map<String, AttributeValue> item, Consumer<Touch> sink) {
    Touch touch;
    try {
      touch = TouchItem.read(item);
    } catch (RuntimeException e) { // whatever stands there
      LOG.warn("a touch cannot be read, left out: {}", e.getClass().getSimpleName());
      return;
    }
    sink.accept(touch);
  }
}
