package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.InteractionItem.EXPIRES_AT;
import static dev.tidemark.store.tables.InteractionItem.PARTITION;
import static dev.tidemark.store.tables.InteractionItem.SORT;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Interactions in DynamoDB: one partition per user, in the order of time. Thread-safe.
 *
 * <p>A batch is stored exactly, since a duplicate has the same key; its count of duplicates is
 * exact unless two callers send the same event at once.
 */
public final class DynamoDbInteractionStore implements InteractionStore {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbInteractionStore.class);

  private final DynamoDbTable table;
  private final Clock clock;
  private final Duration retention;
  private final Backoff backoff;

  /**
   * @param retention time after receipt at which DynamoDB deletes an interaction; zero = never
   */
  public DynamoDbInteractionStore(
      DynamoDbClient client, String table, Clock clock, Duration retention, Backoff backoff) {
    this.table = new DynamoDbTable(client, table);
    this.clock = clock;
    this.retention = retention;
    this.backoff = backoff;
  }

  @Override
  public PutResult put(List<Interaction> interactions) {
    Map<Map<String, AttributeValue>, Interaction> byKey = new LinkedHashMap<>();
    interactions.forEach(it -> byKey.putIfAbsent(InteractionItem.key(it), it));
    Attempts attempts = backoff.start();
    int present = 0;
    int unacknowledged = 0;
    for (List<Map<String, AttributeValue>> keys :
        Batches.of(List.copyOf(byKey.keySet()), DynamoDbTable.MAX_GET)) {
      try {
        Set<Map<String, AttributeValue>> found = present(keys, attempts.next());
        present += found.size();
        unacknowledged += write(keys, found, byKey, attempts);
      } catch (StoreUnavailableException e) {
        // Without knowing what is there nothing is written: the counts would be wrong.
        LOG.warn("{}; {} records are not acknowledged", e.getMessage(), keys.size());
        unacknowledged += keys.size();
      }
    }
    int stored = byKey.size() - present - unacknowledged;
    return new PutResult(stored, interactions.size() - byKey.size() + present, unacknowledged);
  }

  private Set<Map<String, AttributeValue>> present(
      List<Map<String, AttributeValue>> keys, Attempts attempts) {
    KeysAndAttributes request =
        KeysAndAttributes.builder()
            .keys(keys)
            .consistentRead(true)
            .projectionExpression(PARTITION + ", " + SORT)
            .build();
    return new HashSet<>(table.get(request, attempts));
  }

  private int write(
      List<Map<String, AttributeValue>> keys,
      Set<Map<String, AttributeValue>> present,
      Map<Map<String, AttributeValue>, Interaction> byKey,
      Attempts attempts) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (Map<String, AttributeValue> key : keys) {
      if (!present.contains(key)) {
        items.add(item(byKey.get(key)));
      }
    }
    int unacknowledged = 0;
    for (List<Map<String, AttributeValue>> batch : Batches.of(items, DynamoDbTable.MAX_WRITE)) {
      unacknowledged += table.put(batch, attempts.next());
    }
    return unacknowledged;
  }

  private Map<String, AttributeValue> item(Interaction interaction) {
    Map<String, AttributeValue> item = InteractionItem.write(interaction);
    if (!retention.isZero()) {
      // From the time received, not the event's: old data that is sent in late must stay, too.
      long expiresAt = clock.instant().plus(retention).getEpochSecond();
      item.put(EXPIRES_AT, Attributes.number(expiresAt));
    }
    return item;
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    AttributeValue now = Attributes.number(clock.instant().getEpochSecond());
    // DynamoDB deletes up to two days after the time has come; until then it is filtered out.
    return table
        .query(
            query ->
                query
                    .keyConditionExpression(PARTITION + " = :user")
                    .filterExpression(
                        "attribute_not_exists(" + EXPIRES_AT + ") OR " + EXPIRES_AT + " > :now")
                    .expressionAttributeValues(
                        Map.of(":user", Attributes.text(user.value()), ":now", now))
                    .scanIndexForward(false)
                    .consistentRead(true),
            limit,
            backoff.start())
        .stream()
        .map(InteractionItem::read)
        .toList();
  }
}
