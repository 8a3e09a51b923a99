package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Failures;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.Listing;
import dev.tidemark.store.tables.PatchResult;
import dev.tidemark.store.tables.PutResult;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What functions rehearse with before the snapshot: made-up entries, which go nowhere. */
public final class Rehearsal {
  /** Once loads the classes; what is called often enough is compiled in the snapshot, too. */
  private static final int ROUNDS = 20;

  private static final int ENTRIES = 50;

  /** No item can have this id. */
  private static final String SENTINEL = "\0sentinel";

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private Rehearsal() {}

  /**
   * Runs before the snapshot is taken, so that code is compiled in it and the client is set up:
   * replays calls on stores that keep nothing, and reads once from the real one. Writes nothing.
   *
   * @param calls what the function does with these ports; where one throws, so does this
   */
  public static void run(Ports ports, Function<Ports, List<Runnable>> calls) {
    List<Runnable> round =
        calls.apply(
            new Ports(new NowhereInteractions(), new NowhereItems(), ports.users(), ports.clock()));
    for (int i = 0; i < ROUNDS; i++) {
      round.forEach(Runnable::run);
    }
    LOG.info("calls replayed: {}", ROUNDS * round.size());
    readOnce(ports);
  }

  /**
   * Entries that are good as events and as items, and one that is good as neither, since that code
   * is to be warm, too.
   *
   * @param list the name that the list gets
   */
  public static ObjectNode entries(String list) {
    ObjectNode body = Json.mapper().createObjectNode();
    ArrayNode entries = body.putArray(list);
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(entry(i));
    }
    entries.addObject();
    return body;
  }

  /** With every field of an event and of an item. */
  private static ObjectNode entry(int number) {
    ObjectNode entry = Json.mapper().createObjectNode();
    entry.put("eventId", "none-" + number).put("userId", "nobody-" + number % 7);
    entry.put("itemId", "nothing-" + number).put("type", "view");
    if (number % 2 == 0) {
      entry.put("timestamp", "2026-01-01T00:00:00Z");
    } else {
      entry.put("timestamp", 1_764_000_000_000L + number);
    }
    entry.put("value", 0.5).put("price", 1.5).put("quantity", 1);
    entry.put("recommendationId", "none").put("placement", "none");
    entry.putObject("context").put("device", "none");
    entry.put("title", "nothing").put("category", "none").put("active", true);
    entry.putArray("tags").add("none");
    entry.putArray("vector").add(0.5);
    return entry;
  }

  private static void readOnce(Ports ports) {
    try {
      ports.catalogue().find(List.of(SENTINEL));
    } catch (RuntimeException e) {
      // The snapshot also works without, its first request is only slower.
      LOG.warn("the store was not read before the snapshot: {}", Failures.describe(e));
    }
  }

  private static final class NowhereInteractions implements InteractionStore {
    @Override
    public PutResult put(List<Interaction> interactions) {
      return new PutResult(interactions.size(), 0, 0);
    }

    @Override
    public int delete(List<Interaction> interactions) {
      return 0;
    }

    @Override
    public List<Interaction> newest(UserKey user, int limit) {
      return List.of();
    }

    @Override
    public List<Interaction> some(UserKey user, int limit) {
      return List.of();
    }
  }

  private static final class NowhereItems implements CatalogueStore {
    @Override
    public PutResult put(List<ItemUpdate> updates) {
      return new PutResult(updates.size(), 0, 0);
    }

    @Override
    public PatchResult patch(List<ItemUpdate> updates) {
      return new PatchResult(put(updates), Set.of());
    }

    @Override
    public PutResult delist(List<String> itemIds) {
      return new PutResult(itemIds.size(), 0, 0);
    }

    @Override
    public Set<String> activeListedBefore(Instant time) {
      return new HashSet<>();
    }

    @Override
    public Map<String, Item> find(Collection<String> itemIds) {
      return Map.of();
    }

    @Override
    public Map<String, List<Float>> vectors(Collection<String> itemIds) {
      return Map.of();
    }

    @Override
    public List<Item> newestActive(int limit) {
      return List.of();
    }

    @Override
    public Listing listed(Optional<Listing.Place> behind, int limit) {
      return Listing.NOTHING;
    }
  }
}
