package dev.tidemark.ingestapi;

import dev.tidemark.ingest.Ports;
import dev.tidemark.ingest.Rehearsal;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before the snapshot is taken: parses and validates made-up entries, which go nowhere, and
 * reads once from the real store. Writes nothing.
 */
final class Priming {
  private static final int REPLAYS = 20;

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
    IngestApi api = new IngestApi(Rehearsal.nowhere(ports), metrics);
    HttpRequest events = request(IngestHandler.EVENTS, "events");
    HttpRequest items = request(IngestHandler.ITEMS, "items");
    for (int i = 0; i < REPLAYS; i++) {
      check(api.events(events));
      check(api.items(items));
    }
    LOG.info("requests replayed: {}", 2 * REPLAYS);
    Rehearsal.readOnce(ports);
  }

  private static void check(HttpResponse response) {
    if (response.status() != 202) {
      throw new IllegalStateException("a made-up request was answered " + response.status());
    }
  }

  private static HttpRequest request(String route, String list) {
    return new HttpRequest(
        route.substring(0, route.indexOf(' ')),
        route,
        Map.of(),
        Map.of(),
        Map.of("content-type", "application/json"),
        Rehearsal.entries(list).toString().getBytes(StandardCharsets.UTF_8));
  }
}
