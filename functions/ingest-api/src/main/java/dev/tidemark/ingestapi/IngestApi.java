package dev.tidemark.ingestapi;

import dev.tidemark.domain.Event;
import dev.tidemark.domain.Item;
import dev.tidemark.ingest.Intake;
import dev.tidemark.ingest.Outcome;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.lambda.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Both routes: read every entry on its own, store the valid ones, and answer once the store has
 * acknowledged them. Sending the same body again is always safe.
 */
final class IngestApi {
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Intake<Event> events;
  private final Intake<Item> items;

  private final Metrics metrics;

  IngestApi(Ports ports, Metrics metrics) {
    this.metrics = metrics;
    events = Intake.events(ports);
    items = Intake.items(ports);
  }

  HttpResponse events(HttpRequest request) {
    Outcome outcome = events.take(Body.entries(request, "events"));
    metrics.record(
        Map.of(
            Metric.ACCEPTED_EVENTS, outcome.stored().stored(),
            Metric.DUPLICATE_EVENTS, outcome.stored().duplicates(),
            Metric.REJECTED_EVENTS, outcome.rejected().size(),
            Metric.UNACKNOWLEDGED_EVENTS, outcome.stored().unacknowledged()));
    return answer(outcome);
  }

  HttpResponse items(HttpRequest request) {
    return answer(items.take(Body.entries(request, "items")));
  }

  /**
   * @param index position in the request's list, from 0 on
   */
  record RejectedEntry(int index, String error) {}

  private static HttpResponse answer(Outcome outcome) {
    List<RejectedEntry> rejected =
        outcome.rejected().stream()
            .map(entry -> new RejectedEntry(entry.index(), entry.reason().getMessage()))
            .toList();
    if (!outcome.hasValid()) {
      return HttpResponse.problem(
          Problem.of(422, "There is no valid entry in the list").with("rejected", rejected));
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("accepted", outcome.stored().stored());
    members.put("duplicates", outcome.stored().duplicates());
    members.put("rejected", rejected);
    int unacknowledged = outcome.stored().unacknowledged();
    return unacknowledged == 0
        ? HttpResponse.json(202, members)
        : unavailable(unacknowledged, members);
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
