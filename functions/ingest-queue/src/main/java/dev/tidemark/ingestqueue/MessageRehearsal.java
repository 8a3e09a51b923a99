package dev.tidemark.ingestqueue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.ingest.Ports;
import dev.tidemark.ingest.Rehearsal;
import dev.tidemark.lambda.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Rehearses messages of every kind before the snapshot is taken. */
final class MessageRehearsal {
  private static final TimeLeft PLENTY = new TimeLeft(() -> Integer.MAX_VALUE);
  private static final byte[] FILE =
      "user_id,item_id,event_type,timestamp\nnobody,nothing,view,1764000000\nnobody,nothing,view,-\n"
          .getBytes(StandardCharsets.UTF_8);

  private MessageRehearsal() {}

  static void run(Ports ports) {
    ObjectNode file = Json.mapper().createObjectNode();
    file.putObject("object").put("key", "events/none.csv");
    List<String> bodies =
        List.of(
            message(Messages.EVENT, Rehearsal.entries("events")),
            message(Messages.ITEM, Rehearsal.entries("items")),
            message(Messages.FILE, file));
    Rehearsal.run(
        ports,
        nowhere -> {
          Messages messages =
              new Messages(nowhere, key -> Optional.of(new ByteArrayInputStream(FILE)));
          return bodies.stream().<Runnable>map(body -> () -> messages.take(body, PLENTY)).toList();
        });
  }

  private static String message(String detailType, ObjectNode detail) {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("detail-type", detailType).set("detail", detail);
    return event.toString();
  }
}
