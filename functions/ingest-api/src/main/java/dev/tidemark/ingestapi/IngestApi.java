package dev.tidemark.ingestapi;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.ItemPatches;
import dev.tidemark.ingest.Outcome;
import dev.tidemark.ingest.Ports;
import dev.tidemark.ingest.SessionMerge;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.PutResult;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All routes: read every entry on its own, store the valid ones, and answer once the store has
 * acknowledged them. Sending the same body again is always safe.
 */
final class IngestApi {
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Intake<Event> events;
  private final Intake<ItemUpdate> items;
  private final ItemPatches patches;
  private final SessionMerge merge;
  private final Pseudonymiser users;
  private final Clock clock;
  private final Metrics metrics;

  IngestApi(Ports ports, Metrics metrics) {
    this.metrics = metrics;
    events = Intake.events(ports);
    items = Intake.items(ports);
    patches = new ItemPatches(ports.catalogue());
    merge = new SessionMerge(ports.interactions());
    users = ports.users();
    clock = ports.clock();
  }

  HttpResponse events(HttpRequest request) {
    Outcome outcome = events.take(Body.entries(request, "events"), clock.instant());
    metrics.record(
        Map.of(
            Metric.ACCEPTED_EVENTS, outcome.stored().stored(),
            Metric.DUPLICATE_EVENTS, outcome.stored().duplicates(),
            Metric.REJECTED_EVENTS, outcome.rejected().size(),
            Metric.DROPPED_EVENTS, outcome.dropped().size(),
            Metric.UNACKNOWLEDGED_EVENTS, outcome.stored().unacknowledged()));
    return answer(outcome);
  }

  HttpResponse items(HttpRequest request) {
    return answer(items.take(Body.entries(request, "items"), clock.instant()));
  }

  HttpResponse patches(HttpRequest request) {
    return answer(patches.take(Body.entries(request, "items")));
  }

  HttpResponse merge(HttpRequest request) {
    MergeRequest asked = MergeRequest.of(request);
    try {
      PutResult moved = merge.merge(users.keyOf(asked.sessionId()), users.keyOf(asked.userId()));
      return stored(new Outcome(moved, List.of()));
    } catch (StoreUnavailableException e) {
      return HttpResponse.problem(503, "The store does not answer; send the same again", Map.of())
          .withHeader("retry-after", RETRY_AFTER_SECONDS);
    }
  }

  private static HttpResponse answer(Outcome outcome) {
    if (!outcome.hasValid()) {
      return HttpResponse.problem(
          422, "There is no valid entry in the list", Map.of("rejected", outcome.rejected()));
    }
    return stored(outcome);
  }

  private static HttpResponse stored(Outcome outcome) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("accepted", outcome.stored().stored());
    members.put("duplicates", outcome.stored().duplicates());
    members.put("rejected", outcome.rejected());
    if (!outcome.dropped().isEmpty()) {
      members.put("dropped", outcome.dropped().size());
    }
    if (outcome.stored().unacknowledged() == 0) {
      return HttpResponse.json(202, members);
    }
    members.put("unacknowledged", outcome.stored().unacknowledged());
    return HttpResponse.problem(
            503,
            "The store did not confirm every entry; send the same body again, what was stored"
                + " will count as duplicates",
            members)
        .withHeader("retry-after", RETRY_AFTER_SECONDS);
  }
}
