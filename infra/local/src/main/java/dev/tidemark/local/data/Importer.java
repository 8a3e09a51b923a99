package dev.tidemark.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.local.Console;
import dev.tidemark.local.ProgressBar;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends a data set through the ingest API and tells how it went. */
public record Importer(ImportApi api, Console console) {

  public void run(DataSet data) {
    Load items = new Load("items", "PUT", data.survey().keptItems());
    data.reader().readItems(item -> items.add(json(item)));
    items.finish();
    Load events = new Load("events", "POST", data.survey().keptEvents());
    data.reader().readEvents(event -> events.add(json(event)));
    events.finish();
  }

  private static ObjectNode json(ItemUpdate update) {
    Item item = update.item();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("itemId", item.itemId());
    if (update.gives(Field.ACTIVE)) {
      node.put("active", item.active());
    }
    if (!item.title().isEmpty() || update.gives(Field.ACTIVE)) { // which must not come alone
      node.put("title", item.title());
    }
    if (!item.category().isEmpty()) {
      node.put("category", item.category());
    }
    putNumber(node, "price", item.price());
    if (!item.tags().isEmpty()) {
      ArrayNode tags = node.putArray("tags");
      item.tags().forEach(tags::add);
    }
    if (!item.vector().isEmpty()) {
      ArrayNode vector = node.putArray("vector");
      item.vector().forEach(vector::add);
    }
    return node;
  }

  private static ObjectNode json(Event event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!event.eventId().isEmpty()) {
      node.put("eventId", event.eventId());
    }
    node.put("userId", event.userId());
    node.put("itemId", event.itemId());
    node.put("type", event.type());
    node.put("timestamp", event.timestamp().toEpochMilli());
    putNumber(node, "value", event.value());
    putNumber(node, "price", event.price());
    if (event.quantity() > 0) {
      node.put("quantity", event.quantity());
    }
    if (!event.context().isEmpty()) {
      event.context().forEach(node.putObject("context")::put);
    }
    return node;
  }

  private static void putNumber(ObjectNode node, String name, double value) {
    if (!Double.isNaN(value)) {
      node.put(name, value);
    }
  }

  /** One kind of entries on its way. */
  private final class Load {
    private final String what;
    private final String method;
    private final RequestBatch batch;
    private final ProgressBar progress;
    private final Map<String, Long> refused = new TreeMap<>();
    private long sent;
    private long stored;
    private long duplicates;

    Load(String what, String method, long total) {
      this.what = what;
      this.method = method;
      batch = new RequestBatch(what);
      progress = new ProgressBar(console, "Importing " + what, total);
    }

    void add(ObjectNode entry) {
      if (!batch.add(entry)) {
        send();
        batch.add(entry);
      }
    }

    void finish() {
      if (batch.entries() > 0) {
        send();
      }
      progress.finish(sent);
      console.line(
          String.format(
              Locale.ROOT, "  %,d %s stored, %,d already there", stored, what, duplicates));
      refused.forEach(
          (reason, count) -> console.line(String.format(Locale.ROOT, "  %,d x %s", count, reason)));
    }

    private void send() {
      int entries = batch.entries();
      JsonNode answer = api.send(method, "/v1/" + what, batch.take());
      sent += entries;
      stored += answer.path("accepted").asLong();
      duplicates += answer.path("duplicates").asLong();
      answer
          .path("rejected")
          .forEach(entry -> refused.merge(entry.path("error").asText(), 1L, Long::sum));
      progress.update(sent);
    }
  }
}
