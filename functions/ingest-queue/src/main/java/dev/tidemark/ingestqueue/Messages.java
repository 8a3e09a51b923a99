package dev.tidemark.ingestqueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.data.Row;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Outcome;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Takes in what a message holds: an event of EventBridge, whose detail is one entry or a list of
 * them, or tells of a new file.
 */
final class Messages {
  /** Detail type of what shoppers did: an event, or {@code {"events": [...]}}. */
  static final String EVENT = "Shopper Event";

  /** Detail type of what the shop sells: an item, or {@code {"items": [...]}}. */
  static final String ITEM = "Catalogue Item";

  /** Detail type of S3's own events. */
  static final String FILE = "Object Created";

  /** Beside what S3 tells of a file: how far an earlier invocation came with it. */
  private static final String PROGRESS = "progress";

  private final Intake<Event> events;
  private final Intake<ItemUpdate> items;
  private final FileImport files;
  private final FullCatalogue full;
  private final Clock clock;

  Messages(Ports ports, FileImport.Source files) {
    events = Intake.events(ports);
    items = Intake.items(ports);
    this.files = new FileImport(files, events, items, ports.clock());
    full = new FullCatalogue(ports.catalogue(), this.files);
    clock = ports.clock();
  }

  /**
   * @throws UnreadableException where nothing in it can ever be taken in
   * @throws UnfinishedException where it is to be delivered again
   */
  Report take(String body, TimeLeft time) {
    time.check();
    JsonNode event = parse(body);
    JsonNode detail = event.path("detail");
    Instant received = received(event.path("time").asText());
    return switch (event.path("detail-type").asText()) {
      case EVENT -> take(EVENT, events, list(detail, "events"), received);
      case ITEM -> take(ITEM, items, list(detail, "items"), received);
      case FILE -> file(event, received, time);
      default -> throw new UnreadableException("the detail type is none that is known here");
    };
  }

  private Report file(JsonNode event, Instant received, TimeLeft time) {
    JsonNode detail = event.path("detail");
    String key = detail.path("object").path("key").asText();
    Report report = files.take(key, received, progress(detail), time);
    ImportFile file = ImportFile.of(key);
    return report.isDone() && file.full()
        ? full.finish(key, file.forced(), report, written(event), time)
        : report;
  }

  private static Instant written(JsonNode event) {
    try {
      return Instant.parse(event.path("time").asText());
    } catch (DateTimeParseException e) {
      throw new UnreadableException("the message does not tell its time");
    }
  }

  /** The message that lets another invocation go on with the rest of a file. */
  static String rest(String body, Progress progress) {
    ObjectNode event = (ObjectNode) parse(body);
    event.withObject("/detail").set(PROGRESS, Json.mapper().valueToTree(progress));
    return event.toString();
  }

  private static Progress progress(JsonNode detail) {
    if (!detail.has(PROGRESS)) {
      return Progress.NONE;
    }
    try {
      return Json.mapper().treeToValue(detail.get(PROGRESS), Progress.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableException("detail.progress is not what this function sends");
    }
  }

  /**
   * The time of the message, which is the same each time that it is delivered; now, where it has
   * none that can be.
   */
  private Instant received(String time) {
    Instant now = clock.instant();
    try {
      Instant told = Instant.parse(time);
      return told.isBefore(Instant.EPOCH) || told.isAfter(now) ? now : told;
    } catch (DateTimeParseException e) {
      return now;
    }
  }

  private static JsonNode parse(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreadableException("the message is not JSON");
    }
  }

  private static Iterable<JsonNode> list(JsonNode detail, String name) {
    if (!detail.has(name)) {
      return List.of(detail);
    }
    if (!detail.get(name).isArray()) {
      throw new UnreadableException("detail." + name + " is not a list");
    }
    return detail.get(name);
  }

  private static <T> Report take(
      String source, Intake<T> intake, Iterable<JsonNode> entries, Instant received) {
    Outcome outcome = intake.take(entries, received);
    Report report = new Report(source);
    outcome.rejected().forEach(entry -> report.refuse(entry.field(), entry.index()));
    outcome.dropped().forEach(place -> report.refuse(Row.NO_CONSENT, place));
    report.add(outcome.stored());
    // What is set aside is kept as it came: nothing that must not be kept.
    if (!outcome.hasValid() && !outcome.hasUnkept()) {
      throw new UnreadableException("no valid entry; " + report.counts());
    }
    return report;
  }
}
