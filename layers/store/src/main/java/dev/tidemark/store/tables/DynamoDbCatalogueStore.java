package dev.tidemark.store.tables;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.store.tables.BatchPut.Write;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

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
  public PutResult put(List<ItemUpdate> updates) {
    long now = clock.millis();
    return write(
        updates,
        (update, present) ->
            present
                .map(stored -> change(relisting(update, stored), stored))
                .orElseGet(() -> new Write.Whole(CatalogueItem.write(update.item(), now))));
  }

  @Override
  public PatchResult patch(List<ItemUpdate> updates) {
    Set<String> unknown = ConcurrentHashMap.newKeySet();
    PutResult result =
        write(
            updates,
            (update, present) -> {
              if (present.isEmpty()) {
                unknown.add(update.itemId());
              }
              return present.map(stored -> change(update, stored)).orElse(Write.NOTHING);
            });
    return PatchResult.of(result, updates, unknown);
  }

  @Override
  public PutResult delist(List<String> itemIds) {
    Map<Map<String, AttributeValue>, String> byKey = new LinkedHashMap<>();
    itemIds.forEach(itemId -> byKey.put(CatalogueItem.key(itemId), itemId));
    return batches.put(
        byKey,
        itemIds.size(),
        (itemId, present) ->
            present.filter(CatalogueItem::isActive).isPresent()
                ? CatalogueItem.delisting(itemId)
                : Write.NOTHING,
        backoff.start());
  }

  /** A delisted item that is listed again is active, unless the sender says otherwise. */
  private static ItemUpdate relisting(ItemUpdate update, Map<String, AttributeValue> stored) {
    return CatalogueItem.isDelisted(stored) ? update.with(Field.ACTIVE) : update;
  }

  private PutResult write(List<ItemUpdate> updates, BatchPut.Change<ItemUpdate> change) {
    Map<Map<String, AttributeValue>, ItemUpdate> byKey = new LinkedHashMap<>();
    updates.forEach(
        update -> byKey.merge(CatalogueItem.key(update.itemId()), update, ItemUpdate::then));
    return batches.put(byKey, updates.size(), change, backoff.start());
  }

  private static Write change(ItemUpdate update, Map<String, AttributeValue> stored) {
    Item before = CatalogueItem.readable(stored);
    Map<String, AttributeValue> after =
        CatalogueItem.write(update.over(before), CatalogueItem.listedAt(stored));
    // Both are compared as they are read, since DynamoDB writes numbers in its own way.
    boolean claims = CatalogueItem.isDelisted(stored) && update.gives(Field.ACTIVE);
    if (before.equals(CatalogueItem.read(after)) && !claims) {
      return Write.NOTHING;
    }
    // Batches are quicker, but would undo what somebody else changes between reading and writing.
    return update.givesAll() ? new Write.Whole(after) : CatalogueItem.part(update);
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    return read(itemIds, CatalogueItem.LISTING)
        .collect(Collectors.toMap(Item::itemId, Function.identity()));
  }

  @Override
  public Map<String, List<Float>> vectors(Collection<String> itemIds) {
    return read(itemIds, CatalogueItem.CONTENT)
        .filter(item -> !item.vector().isEmpty())
        .collect(Collectors.toMap(Item::itemId, Item::vector));
  }

  private Stream<Item> read(Collection<String> itemIds, String attributes) {
    Set<String> ids = Set.copyOf(itemIds);
    if (ids.size() > MAX_FIND) {
      throw new IllegalArgumentException(ids.size() + " ids; give at most " + MAX_FIND);
    }
    if (ids.isEmpty()) {
      return Stream.empty();
    }
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(CatalogueItem::key).toList())
            .projectionExpression(attributes)
            .consistentRead(true) // what was switched off a moment ago must show
            .build();
    return table.get(request, backoff.start()).stream().map(CatalogueItem::readable);
  }

  @Override
  public Set<String> activeListedBefore(Instant time) {
    Set<String> itemIds = new HashSet<>();
    table.queryAll(
        query ->
            query
                .indexName(NEWEST)
                .keyConditionExpression(
                    CatalogueItem.SHELF + " = :shelf AND " + CatalogueItem.LISTED_AT + " < :time")
                .expressionAttributeValues(
                    Map.of(
                        ":shelf", Attributes.text(CatalogueItem.ACTIVE),
                        ":time", Attributes.number(time.toEpochMilli())))
                .projectionExpression(CatalogueItem.PARTITION),
        item -> itemIds.add(Attributes.text(item, CatalogueItem.PARTITION)),
        backoff);
    return itemIds;
  }

  @Override
  public List<Item> newestActive(int limit) {
    return table.query(
        query ->
            query
                .indexName(NEWEST)
                .keyConditionExpression(CatalogueItem.SHELF + " = :shelf")
                .expressionAttributeValues(Map.of(":shelf", Attributes.text(CatalogueItem.ACTIVE)))
                .scanIndexForward(false),
        Map.of(),
        limit,
        item -> Stream.of(CatalogueItem.readable(item)),
        backoff.start());
  }

  @Override
  public Listing listed(Optional<Listing.Place> behind, int limit) {
    QueryResponse page =
        table.page(
            query ->
                query
                    .indexName(NEWEST)
                    .keyConditionExpression(CatalogueItem.SHELF + " = :shelf")
                    .expressionAttributeValues(
                        Map.of(":shelf", Attributes.text(CatalogueItem.ACTIVE)))
                    .exclusiveStartKey(behind.map(CatalogueItem::place).orElse(null))
                    .limit(limit)
                    .scanIndexForward(false),
            backoff.start());
    return new Listing(
        page.items().stream().map(CatalogueItem::readable).toList(),
        page.hasLastEvaluatedKey()
            ? Optional.of(CatalogueItem.place(page.lastEvaluatedKey()))
            : Optional.empty());
  }
}
