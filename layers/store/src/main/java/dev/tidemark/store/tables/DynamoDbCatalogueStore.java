package dev.tidemark.store.tables;

import dev.tidemark.domain.Item;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The catalogue in DynamoDB, with an index of the active items by time. Thread-safe. */
public final class DynamoDbCatalogueStore implements CatalogueStore {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbCatalogueStore.class);

  private static final String NEWEST = "newest";

  private final DynamoDbTable table;
  private final Clock clock;
  private final Backoff backoff;

  public DynamoDbCatalogueStore(DynamoDbClient client, String table, Clock clock, Backoff backoff) {
    this.table = new DynamoDbTable(client, table);
    this.clock = clock;
    this.backoff = backoff;
  }

  @Override
  public PutResult put(List<Item> items) {
    Map<String, Item> byId = new LinkedHashMap<>();
    items.forEach(item -> byId.put(item.itemId(), item));
    Attempts attempts = backoff.start();
    int unchanged = 0;
    int unacknowledged = 0;
    for (List<Item> batch : Batches.of(List.copyOf(byId.values()), DynamoDbTable.MAX_GET)) {
      try {
        List<Map<String, AttributeValue>> changed = changed(batch, attempts);
        unchanged += batch.size() - changed.size();
        for (List<Map<String, AttributeValue>> part :
            Batches.of(changed, DynamoDbTable.MAX_WRITE)) {
          unacknowledged += table.put(part, attempts.next());
        }
      } catch (StoreUnavailableException e) {
        // Without knowing what is there nothing is written: the time of listing would be lost.
        LOG.warn("{}; {} records are not acknowledged", e.getMessage(), batch.size());
        unacknowledged += batch.size();
      }
    }
    int stored = byId.size() - unchanged - unacknowledged;
    return new PutResult(stored, items.size() - byId.size() + unchanged, unacknowledged);
  }

  private List<Map<String, AttributeValue>> changed(List<Item> items, Attempts attempts) {
    Map<String, Map<String, AttributeValue>> present =
        get(items.stream().map(Item::itemId).toList(), true, attempts.next());
    long now = clock.millis();
    List<Map<String, AttributeValue>> changed = new ArrayList<>();
    for (Item item : items) {
      Map<String, AttributeValue> before = present.get(item.itemId());
      Map<String, AttributeValue> after =
          CatalogueItem.write(item, before == null ? now : CatalogueItem.listedAt(before));
      // Both are compared as they are read, since DynamoDB writes numbers in its own way.
      if (before == null || !CatalogueItem.read(before).equals(CatalogueItem.read(after))) {
        changed.add(after);
      }
    }
    return changed;
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    Set<String> ids = Set.copyOf(itemIds);
    if (ids.size() > MAX_FIND) {
      throw new IllegalArgumentException(ids.size() + " ids; give at most " + MAX_FIND);
    }
    Map<String, Item> items = new HashMap<>();
    get(List.copyOf(ids), false, backoff.start())
        .forEach((id, item) -> items.put(id, CatalogueItem.read(item)));
    return items;
  }

  private Map<String, Map<String, AttributeValue>> get(
      List<String> ids, boolean consistent, Attempts attempts) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(CatalogueItem::key).toList())
            .consistentRead(consistent)
            .build();
    Map<String, Map<String, AttributeValue>> found = new HashMap<>();
    table
        .get(request, attempts)
        .forEach(item -> found.put(Attributes.text(item, CatalogueItem.PARTITION), item));
    return found;
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
            limit,
            backoff.start())
        .stream()
        .map(CatalogueItem::read)
        .toList();
  }
}
