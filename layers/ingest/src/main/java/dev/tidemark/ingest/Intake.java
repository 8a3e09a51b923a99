package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.data.JsonEntries;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.store.tables.PutResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes in one kind of entries, events or items, whatever brought them: each is read and checked on
 * its own, and the valid ones are stored. Taking in the same entries again is always safe.
 *
 * @param isRefused whether an entry is of somebody who refused consent, so that it is dropped
 */
public record Intake<T>(Function<JsonNode, T> reader, Predicate<T> isRefused, Storing<T> store) {

  /** Stores checked entries, which all came at one time. */
  @FunctionalInterface
  public interface Storing<T> {
    PutResult put(List<Placed<T>> entries, Instant received);
  }

  public static Intake<Event> events(Ports ports) {
    return new Intake<>(
        entry -> event(entry, ports.clock()),
        Event::isRefused,
        (events, received) -> put(events, received, ports));
  }

  public static Intake<ItemUpdate> items(Ports ports) {
    return new Intake<>(
        JsonEntries::item,
        item -> false,
        (items, received) -> ports.catalogue().put(items.stream().map(Placed::entry).toList()));
  }

  /**
   * Takes in a list whose entries are those of the contract.
   *
   * @param received when the list came
   */
  public Outcome take(Iterable<JsonNode> entries, Instant received) {
    Entries<T> read = Entries.read(entries, reader);
    List<Placed<T>> kept = new ArrayList<>();
    List<Integer> dropped = new ArrayList<>();
    for (Placed<T> placed : read.valid()) {
      if (isRefused.test(placed.entry())) {
        dropped.add((int) placed.place());
      } else {
        kept.add(placed);
      }
    }
    PutResult result = put(kept, received);
    List<Outcome.Rejected> rejected = new ArrayList<>(read.rejected());
    result
        .erased()
        .forEach(at -> rejected.add(Outcome.Rejected.erased((int) kept.get(at).place())));
    rejected.sort(Comparator.comparingInt(Outcome.Rejected::index));
    return new Outcome(result, rejected, dropped);
  }

  /**
   * Stores entries that were read and checked before.
   *
   * @param received when they came; the same each time that they come again, where that is known
   */
  public PutResult put(List<Placed<T>> entries, Instant received) {
    return store.put(entries, received);
  }

  private static Event event(JsonNode entry, Clock clock) {
    Event event = JsonEntries.event(entry);
    event.checkNotAhead(clock.instant());
    return event;
  }

  private static PutResult put(List<Placed<Event>> events, Instant received, Ports ports) {
    return ports
        .interactions()
        .put(events.stream().map(event -> interaction(event, received, ports)).toList());
  }

  private static Interaction interaction(Placed<Event> placed, Instant received, Ports ports) {
    Event event = placed.entry();
    return Interaction.of(
        event,
        ports.users().keyOf(event.userId()),
        Interaction.sequenceOf(received, placed.place()));
  }
}
