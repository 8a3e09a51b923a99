package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Stores a batch in two waves: first it looks up what is there, then it writes what is new or
 * changed. The calls of a wave run side by side, and all of them share the batch's time.
 *
 * @param lookUp says what is read of a key
 */
record BatchPut(DynamoDbTable table, Lanes lanes, UnaryOperator<KeysAndAttributes.Builder> lookUp) {
  private static final Logger LOG = LoggerFactory.getLogger(BatchPut.class);

  /**
   * Makes the item to write from a record and what is there under its key, if anything; an empty
   * item where the record is there already.
   */
  @FunctionalInterface
  interface Change<T> {
    Map<String, AttributeValue> of(T item, Optional<Map<String, AttributeValue>> present);
  }

  /**
   * @param records each under its key
   * @param sent records that were sent; those beyond the given ones are duplicates
   */
  <T> PutResult put(
      Map<Map<String, AttributeValue>, T> records, int sent, Change<T> change, Attempts attempts) {
    AtomicInteger lost = new AtomicInteger();
    List<Map<String, AttributeValue>> changed =
        lanes
            .each(
                batches(List.copyOf(records.keySet()), DynamoDbTable.MAX_GET),
                keys -> changed(keys, records, change, attempts.next(), lost))
            .stream()
            .flatMap(List::stream)
            .toList();
    int unread = lost.get();
    lanes.each(
        batches(changed, DynamoDbTable.MAX_WRITE),
        items -> lost.addAndGet(table.put(items, attempts.next())));
    int stored = changed.size() - (lost.get() - unread);
    return new PutResult(stored, sent - stored - lost.get(), lost.get());
  }

  /** Views of consecutive parts, each of the given size but the last one. */
  private static <T> List<List<T>> batches(List<T> list, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      batches.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return batches;
  }

  private <T> List<Map<String, AttributeValue>> changed(
      List<Map<String, AttributeValue>> keys,
      Map<Map<String, AttributeValue>, T> records,
      Change<T> change,
      Attempts attempts,
      AtomicInteger lost) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> present = new HashMap<>();
    KeysAndAttributes request =
        lookUp.apply(KeysAndAttributes.builder().keys(keys).consistentRead(true)).build();
    try {
      for (Map<String, AttributeValue> item : table.get(request, attempts)) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(keys.get(0).keySet());
        present.put(key, item);
      }
    } catch (StoreUnavailableException e) {
      // Without knowing what is there nothing is written: counts and times would be wrong.
      LOG.warn("{}; {} records are not acknowledged", e.getMessage(), keys.size());
      lost.addAndGet(keys.size());
      return List.of();
    }
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (Map<String, AttributeValue> key : keys) {
      Map<String, AttributeValue> item =
          change.of(records.get(key), Optional.ofNullable(present.get(key)));
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return items;
  }
}
