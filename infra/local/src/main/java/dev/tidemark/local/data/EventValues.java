package dev.tidemark.local.data;

import dev.tidemark.local.aws.events.LocalQueues;
import dev.tidemark.local.template.Messaging;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the variables of functions behind queues are on this machine. */
public final class EventValues {
  private EventValues() {}

  /**
   * @param imports the folder that stands for the bucket of imports
   */
  public static Map<String, String> of(Messaging messaging, LocalQueues queues, Path imports) {
    Map<String, String> values = new HashMap<>();
    values.put("SQS_ENDPOINT", queues.endpoint().toString());
    values.put("IMPORT_STORE", imports.toUri().toString());
    messaging
        .deadLetterQueues()
        .forEach(queue -> values.put("DEAD_LETTER_QUEUE", queues.url(queue)));
    return values;
  }
}
