package dev.tidemark.ingestapi;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.ingest.IngestConfig;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.HttpFunction;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.lambda.SnapStart;
import dev.tidemark.store.tables.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Lambda function that takes in events and items. */
public final class IngestHandler implements RequestStreamHandler {
  static final String EVENTS = "POST /v1/events";
  static final String ITEMS = "PUT /v1/items";
  static final String MERGE = "POST /v1/users/{id}/merge";
  static final String PATCHES = "PATCH /v1/items";

  private final HttpFunction http;

  public IngestHandler() {
    this(Ports.open(Environment.read(IngestConfig::new), Backoff.interactive()), Metrics.toLog());
  }

  private IngestHandler(Ports ports, Metrics metrics) {
    this(new IngestApi(ports, metrics));
    SnapStart.register(() -> metrics.muted(() -> RequestRehearsal.run(ports, metrics)));
  }

  IngestHandler(IngestApi api) {
    http =
        new HttpFunction(
            Map.of(
                EVENTS, (request, context) -> api.events(request),
                ITEMS, (request, context) -> api.items(request),
                PATCHES, (request, context) -> api.patches(request),
                MERGE, (request, context) -> api.merge(request)));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    http.handle(in, out, context);
  }
}
