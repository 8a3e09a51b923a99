package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
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

  /** What to write of a record. */
  sealed interface Write {
    /** For a record that is there already, or cannot be stored. */
    Write NOTHING = new Nothing();

    /** See {@link #NOTHING}. */
    record Nothing() implements Write {}

    /** An item in the place of what has its key. */
    record Whole(Map<String, AttributeValue> item) implements Write {}

    /** Attributes of an item that is there; its others stay, whoever changes them meanwhile. */
    record Part(
        Map<String, AttributeValue> key, Map<String, AttributeValue> set, Set<String> removed)
        implements Write {}
  }

  /** Tells what to write from a record and what is there under its key, if anything. */
  @FunctionalInterface
  interface Change<T> {
    Write of(T item, Optional<Map<String, AttributeValue>> present);
  }

  /**
   * @param records each under its key
   * @param sent records that were sent; those beyond the given ones are duplicates
   */
  <T> PutResult put(
      Map<Map<String, AttributeValue>, T> records, int sent, Change<T> change, Attempts attempts) {
    AtomicInteger lost = new AtomicInteger();
    List<Write> writes =
        lanes
            .each(
                batches(List.copyOf(records.keySet()), DynamoDbTable.MAX_GET),
                keys -> changed(keys, records, change, attempts.next(), lost))
            .stream()
            .flatMap(List::stream)
            .toList();
    int unwritten = write(writes, attempts);
    int stored = writes.size() - unwritten;
    int unacknowledged = lost.get() + unwritten;
    return new PutResult(stored, sent - stored - unacknowledged, unacknowledged);
  }

  /**
   * Writes without looking up.
   *
   * @param writes each under another key
   * @return how many were not acknowledged
   */
  int write(List<Write> writes, Attempts attempts) {
    return lanes.each(calls(writes, attempts), IntSupplier::getAsInt).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /**
   * Deletes without looking up.
   *
   * @param keys each once
   * @return how many were not acknowledged
   */
  int delete(List<Map<String, AttributeValue>> keys, Attempts attempts) {
    return lanes
        .each(batches(keys, DynamoDbTable.MAX_WRITE), batch -> table.delete(batch, attempts.next()))
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Calls that write all, and answer how many items were not acknowledged. */
  private List<IntSupplier> calls(List<Write> writes, Attempts attempts) {
    List<IntSupplier> calls = new ArrayList<>();
    List<Map<String, AttributeValue>> whole = new ArrayList<>();
    for (Write write : writes) {
      if (write instanceof Write.Part part) {
        calls.add(() -> table.update(part, attempts.next()));
      } else if (write instanceof Write.Whole item) {
        whole.add(item.item());
      }
    }
    for (List<Map<String, AttributeValue>> batch : batches(whole, DynamoDbTable.MAX_WRITE)) {
      calls.add(() -> table.put(batch, attempts.next()));
    }
    return calls;
  }

  /** Views of consecutive parts, each of the given size but the last one. */
  private static <T> List<List<T>> batches(List<T> list, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      batches.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return batches;
  }

  private <T> List<Write> changed(
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
    List<Write> writes = new ArrayList<>();
    for (Map<String, AttributeValue> key : keys) {
      Write write = change.of(records.get(key), Optional.ofNullable(present.get(key)));
      if (!write.equals(Write.NOTHING)) {
        writes.add(write);
      }
    }
    return writes;
  }
}
