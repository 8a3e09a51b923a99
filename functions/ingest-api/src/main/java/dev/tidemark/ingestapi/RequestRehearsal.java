package dev.tidemark.ingestapi;

import dev.tidemark.ingest.Ports;
import dev.tidemark.ingest.Rehearsal;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Rehearses all routes before the snapshot is taken. */
final class RequestRehearsal {
  private RequestRehearsal() {}

  /**
   * @param metrics muted while this runs
   */
  static void run(Ports ports, Metrics metrics) {
    HttpRequest events = request(IngestHandler.EVENTS, "events");
    HttpRequest items = request(IngestHandler.ITEMS, "items");
    HttpRequest patches = request(IngestHandler.PATCHES, "items");
    Rehearsal.run(
        ports,
        nowhere -> {
          IngestApi api = new IngestApi(nowhere, metrics);
          return List.of(
              () -> check(api.events(events)),
              () -> check(api.items(items)),
              () -> check(api.patches(patches)));
        });
  }

  private static void check(HttpResponse response) {
    if (response.status() != 202) {
      throw new IllegalStateException("a made-up request was answered " + response.status());
    }
  }

  private static HttpRequest request(String route, String list) {
    return new HttpRequest(
        route,
        Map.of(),
        Map.of(),
        Map.of("content-type", "application/json"),
        Rehearsal.entries(list).toString().getBytes(StandardCharsets.UTF_8));
  }
}
