package dev.tidemark.ingestqueue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.ingest.Ports;
import dev.tidemark.ingest.Rehearsal;
import dev.tidemark.lambda.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before the snapshot is taken: takes in made-up messages, which go nowhere, and reads once
 * from the real store. Writes nothing.
 */
final class Priming {
  private static final int REPLAYS = 20;
  private static final TimeLeft PLENTY = new TimeLeft(() -> Integer.MAX_VALUE);
  private static final byte[] FILE =
      "user_id,item_id,event_type,timestamp\nnobody,nothing,view,1\nnobody,nothing,view,-\n"
          .getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Ports ports;

  Priming(Ports ports) {
    this.ports = ports;
  }

  void run() {
    Messages messages =
        new Messages(Rehearsal.nowhere(ports), key -> Optional.of(new ByteArrayInputStream(FILE)));
    ObjectNode file = Json.mapper().createObjectNode();
    file.putObject("object").put("key", "events/none.csv");
    List<String> bodies =
        List.of(
            message(Messages.EVENT, Rehearsal.entries("events")),
            message(Messages.ITEM, Rehearsal.entries("items")),
            message(Messages.FILE, file));
    for (int i = 0; i < REPLAYS; i++) {
      bodies.forEach(body -> messages.take(body, PLENTY));
    }
    LOG.info("messages replayed: {}", REPLAYS * bodies.size());
    Rehearsal.readOnce(ports);
  }

  private static String message(String detailType, ObjectNode detail) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("detail-type", detailType).set("detail", detail);
    return event.toString();
  }
}
