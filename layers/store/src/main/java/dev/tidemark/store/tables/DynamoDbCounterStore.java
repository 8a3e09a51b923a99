package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.CountedMarker.PARTITION;
import static dev.tidemark.store.tables.CountedMarker.SORT;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Counters in DynamoDB. What is counted and that it is counted are written in one transaction, on
 * the condition that nobody counted in between; so replays, any order and callers side by side
 * count each event once. Thread-safe.
 */
public final class DynamoDbCounterStore implements CounterStore {
  private static final Comparator<Shoppers> MOST_FIRST =
      Comparator.comparingLong(Shoppers::count).reversed().thenComparing(Shoppers::itemId);

  private final DynamoDbTable table;
  private final Backoff backoff;
  private final Lanes lanes;
  private final PersonTable markers;

  /**
   * @param backoff how long a call of this store is tried
   * @param lanes for what is read
   */
  public DynamoDbCounterStore(
      DynamoDbClient client, String counters, Backoff backoff, Lanes lanes) {
    table = new DynamoDbTable(client, counters);
    this.backoff = backoff;
    this.lanes = lanes;
    markers = new DynamoDbPersonTable(client, counters, backoff, lanes);
  }

  @Override
  public int count(Collection<Interaction> interactions) {
    Attempts attempts = backoff.start();
    return Counting.of(interactions).stream().mapToInt(part -> count(part, attempts)).sum();
  }

  private int count(Counting part, Attempts deadline) {
    Attempts attempts = deadline.next();
    while (true) {
      Counting.Actions actions = part.beyond(read(part.events().keySet(), deadline), table.name());
      if (actions.writes().isEmpty() || table.write(actions.writes(), deadline.next())) {
        return actions.events();
      }
      if (!attempts.again()) {
        throw new StoreUnavailableException(
            "table " + table.name() + ": others were writing the same counters all the time", null);
      }
    }
  }

  private Map<CountedMarker, Set<String>> read(Set<CountedMarker> markers, Attempts deadline) {
    Map<Map<String, AttributeValue>, CountedMarker> byKey = new HashMap<>();
    markers.forEach(marker -> byKey.put(marker.key(), marker));
    KeysAndAttributes keys =
        KeysAndAttributes.builder().keys(byKey.keySet()).consistentRead(true).build();
    Map<CountedMarker, Set<String>> counted = new HashMap<>();
    for (Map<String, AttributeValue> row : table.get(keys, deadline.next())) {
      counted.put(byKey.get(key(row)), CountedMarker.counted(row));
    }
    return counted;
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
    return Map.of(PARTITION, row.get(PARTITION), SORT, row.get(SORT));
  }

  @Override
  public ItemCounts counts(String itemId, Period period) {
    Map<String, AttributeValue> key = new CounterItem(itemId, period).key();
    KeysAndAttributes keys =
        KeysAndAttributes.builder().keys(List.of(key)).consistentRead(true).build();
    return table.get(keys, backoff.start()).stream()
        .map(CounterItem::counts)
        .findFirst()
        .orElse(ItemCounts.NONE);
  }

  @Override
  public List<Shoppers> top(Period period, int most) {
    Attempts attempts = backoff.start();
    return lanes
        .each(
            IntStream.range(0, CounterItem.PARTS).boxed().toList(),
            part -> top(CounterItem.board(period, part), most, attempts.next()))
        .stream()
        .flatMap(List::stream)
        .sorted(MOST_FIRST)
        .limit(most)
        .toList();
  }

  private List<Shoppers> top(String board, int most, Attempts attempts) {
    return table.query(
        query ->
            query
                .indexName(CounterItem.INDEX)
                .keyConditionExpression(CounterItem.BOARD + " = :board")
                .expressionAttributeValues(Map.of(":board", Attributes.text(board)))
                .scanIndexForward(false),
        Map.of(),
        most,
        row -> Stream.of(CounterItem.shoppers(row)),
        attempts);
  }

  @Override
  public void forget(UserKey user) {
    while (markers.deleteSome(user) > 0) {
      // page after page
    }
  }
}
