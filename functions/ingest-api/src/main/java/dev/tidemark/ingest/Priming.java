package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Failures;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.CatalogueStore;
import dev.tidemark.store.InteractionStore;
import dev.tidemark.store.PutResult;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before the snapshot is taken: parses and validates made-up entries, which go nowhere, and
 * reads once from the real store. Writes nothing.
 */
final class Priming {
  private static final int ENTRIES = 50;
  private static final int REPLAYS = 20;

  /** No item can have this id. */
  private static final String SENTINEL = "\0sentinel";

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Ports ports;
  private final Metrics metrics;

  /**
   * @param metrics muted while this runs
   */
  Priming(Ports ports, Metrics metrics) {
    this.ports = ports;
    this.metrics = metrics;
  }

  void run() {
    IngestApi api =
        new IngestApi(
            new Ports(new NowhereInteractions(), new NowhereItems(), ports.users(), ports.clock()),
            metrics);
    HttpRequest events = request(IngestHandler.EVENTS, "events");
    HttpRequest items = request(IngestHandler.ITEMS, "items");
    for (int i = 0; i < REPLAYS; i++) {
      check(api.events(events));
      check(api.items(items));
    }
    LOG.info("requests replayed: {}", 2 * REPLAYS);
    readOnce();
  }

  private static void check(HttpResponse response) {
    if (response.status() != 202) {
      throw new IllegalStateException("a made-up request was answered " + response.status());
    }
  }

  private static HttpRequest request(String route, String list) {
    ObjectNode body = Json.mapper().createObjectNode();
    ArrayNode entries = body.putArray(list);
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(entry(i));
    }
    entries.addObject(); // one that is rejected, since that code is to be warm, too
    return new HttpRequest(
        route.substring(0, route.indexOf(' ')),
        route,
        Map.of(),
        Map.of(),
        Map.of("content-type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Good as an event and as an item, with every field of both. */
  private static ObjectNode entry(int number) {
    ObjectNode entry = Json.mapper().createObjectNode();
    entry.put("eventId", "none-" + number).put("userId", "nobody-" + number % 7);
    entry.put("itemId", "nothing-" + number).put("type", "view");
    if (number % 2 == 0) {
      entry.put("timestamp", "2026-01-01T00:00:00Z");
    } else {
      entry.put("timestamp", number);
    }
    entry.put("value", 0.5).put("price", 1.5).put("quantity", 1);
    entry.putObject("context").put("device", "none");
    entry.put("title", "nothing").put("category", "none").put("active", true);
    entry.putArray("tags").add("none");
    entry.putArray("vector").add(0.5);
    return entry;
  }

  private void readOnce() {
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
    public List<Interaction> newest(UserKey user, int limit) {
      return List.of();
    }
  }

  private static final class NowhereItems implements CatalogueStore {
    @Override
    public PutResult put(List<Item> items) {
      return new PutResult(items.size(), 0, 0);
    }

    @Override
    public Map<String, Item> find(Collection<String> itemIds) {
      return Map.of();
    }

    @Override
    public List<Item> newestActive(int limit) {
      return List.of();
    }
  }
}
