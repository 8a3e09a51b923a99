package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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

  /** The same where another item, the record's guard, has a say. */
  @FunctionalInterface
  interface GuardedChange<T> {
    Write of(
        T item,
        Optional<Map<String, AttributeValue>> present,
        Optional<Map<String, AttributeValue>> guard);
  }

  /**
   * @param records each under its key
   * @param sent records that were sent; those beyond the given ones are duplicates
   */
  <T> PutResult put(
      Map<Map<String, AttributeValue>, T> records, int sent, Change<T> change, Attempts attempts) {
    return put(
        records,
        record -> Map.of(),
        sent,
        (record, present, guard) -> change.of(record, present),
        attempts);
  }

  /**
   * @param records each under its key; those of one guard are best side by side
   * @param guard key of an item that is looked up with the record, or nothing
   * @param sent records that were sent; those beyond the given ones are duplicates
   */
  <T> PutResult put(
      Map<Map<String, AttributeValue>, T> records,
      Function<T, Map<String, AttributeValue>> guard,
      int sent,
      GuardedChange<T> change,
      Attempts attempts) {
    AtomicInteger lost = new AtomicInteger();
    List<Write> writes =
        lanes
            .each(
                lookUps(records, guard),
                asked -> changed(asked, records, guard, change, attempts.next(), lost))
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

  /**
   * What one call looks up.
   *
   * @param records keys of records
   * @param guards of these
   */
  private record LookUp(
      List<Map<String, AttributeValue>> records, Set<Map<String, AttributeValue>> guards) {
    int size() {
      return records.size() + guards.size();
    }
  }

  private static <T> List<LookUp> lookUps(
      Map<Map<String, AttributeValue>, T> records, Function<T, Map<String, AttributeValue>> guard) {
    List<LookUp> all = new ArrayList<>();
    LookUp open = new LookUp(new ArrayList<>(), new HashSet<>());
    for (Map.Entry<Map<String, AttributeValue>, T> record : records.entrySet()) {
      Map<String, AttributeValue> guarding = guard.apply(record.getValue());
      int more = guarding.isEmpty() || open.guards.contains(guarding) ? 1 : 2;
      if (open.size() + more > DynamoDbTable.MAX_GET) {
        all.add(open);
        open = new LookUp(new ArrayList<>(), new HashSet<>());
      }
      open.records.add(record.getKey());
      if (!guarding.isEmpty()) {
        open.guards.add(guarding);
      }
    }
    if (!open.records.isEmpty()) {
      all.add(open);
    }
    return all;
  }

  private <T> List<Write> changed(
      LookUp asked,
      Map<Map<String, AttributeValue>, T> records,
      Function<T, Map<String, AttributeValue>> guard,
      GuardedChange<T> change,
      Attempts attempts,
      AtomicInteger lost) {
    List<Map<String, AttributeValue>> keys = asked.records();
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> present = new HashMap<>();
    List<Map<String, AttributeValue>> all = new ArrayList<>(keys);
    all.addAll(asked.guards());
    KeysAndAttributes request =
        lookUp.apply(KeysAndAttributes.builder().keys(all).consistentRead(true)).build();
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
      T record = records.get(key);
      Write write =
          change.of(
              record,
              Optional.ofNullable(present.get(key)),
              Optional.ofNullable(present.get(guard.apply(record))));
      if (!write.equals(Write.NOTHING)) {
        writes.add(write);
      }
    }
    return writes;
  }
}
