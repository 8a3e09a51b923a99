package dev.tidemark.store.tables;

import dev.tidemark.domain.Item;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The catalogue in DynamoDB, with an index of the active items by time. Thread-safe. */
public final class DynamoDbCatalogueStore implements CatalogueStore {
  private static final String NEWEST = "newest";

  private final DynamoDbTable table;
  private final Clock clock;
  private final Backoff backoff;
  private final BatchPut batches;

  /** A store that makes its calls one after the other. */
  public DynamoDbCatalogueStore(DynamoDbClient client, String table, Clock clock, Backoff backoff) {
    this(client, table, clock, backoff, Lanes.one());
  }

  /**
   * @param lanes for the calls that store a batch
   */
  public DynamoDbCatalogueStore(
      DynamoDbClient client, String table, Clock clock, Backoff backoff, Lanes lanes) {
    this.table = new DynamoDbTable(client, table);
    this.clock = clock;
    this.backoff = backoff;
    batches = new BatchPut(this.table, lanes, UnaryOperator.identity());
  }

  @Override
  public PutResult put(List<Item> items) {
    Map<Map<String, AttributeValue>, Item> byKey = new LinkedHashMap<>();
    items.forEach(item -> byKey.put(CatalogueItem.key(item.itemId()), item));
    long now = clock.millis();
    return batches.put(
        byKey, items.size(), (item, present) -> change(item, present, now), backoff.start());
  }

  private static Map<String, AttributeValue> change(
      Item item, Optional<Map<String, AttributeValue>> present, long now) {
    Map<String, AttributeValue> after =
        CatalogueItem.write(item, present.map(CatalogueItem::listedAt).orElse(now));
    // Both are compared as they are read, since DynamoDB writes numbers in its own way.
    return present.map(CatalogueItem::read).equals(Optional.of(CatalogueItem.read(after)))
        ? Map.of()
        : after;
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    Set<String> ids = Set.copyOf(itemIds);
    if (ids.size() > MAX_FIND) {
      throw new IllegalArgumentException(ids.size() + " ids; give at most " + MAX_FIND);
    }
    if (ids.isEmpty()) {
      return Map.of();
    }
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(CatalogueItem::key).toList())
            .projectionExpression(CatalogueItem.LISTING)
            .build();
    return table.get(request, backoff.start()).stream()
        .map(CatalogueItem::read)
        .collect(Collectors.toMap(Item::itemId, Function.identity()));
  }

  @Override
  public List<Item> newestActive(int limit) {
    return table
        .query(
            query ->
                query
                    .indexName(NEWEST)
                    .keyConditionExpression(CatalogueItem.SHELF + " = :shelf")
                    .expressionAttributeValues(
                        Map.of(":shelf", Attributes.text(CatalogueItem.ACTIVE)))
                    .scanIndexForward(false),
            Map.of(),
            limit,
            backoff.start())
        .stream()
        .map(CatalogueItem::read)
        .toList();
  }
}
