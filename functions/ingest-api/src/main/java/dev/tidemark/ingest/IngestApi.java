package dev.tidemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.lambda.Problem;
import dev.tidemark.store.PutResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Both routes: read every entry on its own, store the valid ones, and answer once the store has
 * acknowledged them. Sending the same body again is always safe.
 */
final class IngestApi {
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Ports ports;
  private final Metrics metrics;
  private final EventReader events;

  IngestApi(Ports ports, Metrics metrics) {
    this.ports = ports;
    this.metrics = metrics;
    events = new EventReader(ports.clock());
  }

  HttpResponse events(HttpRequest request) {
    Entries<Interaction> entries = read(Body.entries(request, "events"), this::interaction);
    PutResult result = ports.interactions().put(entries.valid());
    metrics.record(
        Map.of(
            Metric.ACCEPTED_EVENTS, result.stored(),
            Metric.DUPLICATE_EVENTS, result.duplicates(),
            Metric.REJECTED_EVENTS, entries.rejected().size(),
            Metric.UNACKNOWLEDGED_EVENTS, result.unacknowledged()));
    return answer(entries, result);
  }

  HttpResponse items(HttpRequest request) {
    Entries<Item> entries = read(Body.entries(request, "items"), ItemReader::read);
    return answer(entries, ports.catalogue().put(entries.valid()));
  }

  private Interaction interaction(JsonNode node) {
    Event event = events.read(node);
    return Interaction.of(event, ports.users().keyOf(event.userId()));
  }

  /** Entries that can be stored, and for the others what is wrong with them. */
  private record Entries<T>(List<T> valid, List<Rejected> rejected) {}

  /**
   * @param index position in the request's list, from 0 on
   */
  record Rejected(int index, String error) {}

  private static <T> Entries<T> read(JsonNode list, Function<JsonNode, T> reader) {
    Entries<T> entries = new Entries<>(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < list.size(); i++) {
      try {
        entries.valid().add(reader.apply(list.get(i)));
      } catch (InvalidFieldException e) {
        entries.rejected().add(new Rejected(i, e.getMessage()));
      }
    }
    return entries;
  }

  private static HttpResponse answer(Entries<?> entries, PutResult result) {
    if (entries.valid().isEmpty()) {
      return HttpResponse.problem(
          Problem.of(422, "There is no valid entry in the list")
              .with("rejected", entries.rejected()));
    }
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("accepted", result.stored());
    outcome.put("duplicates", result.duplicates());
    outcome.put("rejected", entries.rejected());
    return result.unacknowledged() == 0
        ? HttpResponse.json(202, outcome)
        : unavailable(result.unacknowledged(), outcome);
  }

  private static HttpResponse unavailable(int unacknowledged, Map<String, Object> outcome) {
    Problem problem =
        Problem.of(
                503,
                "The store did not confirm every entry; send the same body again, what was stored"
                    + " will count as duplicates")
            .with("unacknowledged", unacknowledged);
    for (Map.Entry<String, Object> member : outcome.entrySet()) {
      problem = problem.with(member.getKey(), member.getValue());
    }
    return HttpResponse.problem(problem).withHeader("retry-after", RETRY_AFTER_SECONDS);
  }
}
