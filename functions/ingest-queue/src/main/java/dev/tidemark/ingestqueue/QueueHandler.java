package dev.tidemark.ingestqueue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Failures;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda function that takes in events and items from queues. A message that can never be taken in
 * goes to the dead-letter queue with the reason; one whose fault may pass is answered as failed and
 * delivered again, without its neighbours; what is left of a long file comes as a message anew.
 */
public final class QueueHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QueueHandler.class);

  private final Messages messages;
  private final DeadLetters deadLetters;
  private final Consumer<String> rests;

  public QueueHandler() {
    this(Adapters.open(Environment.read(QueueConfig::new), Metrics.toLog()));
  }

  private QueueHandler(Adapters adapters) {
    this(
        new Messages(adapters.ports(), adapters.files()), adapters.deadLetters(), adapters.rests());
  }

  /**
   * @param rests takes a message with the rest of a file, to be delivered here
   */
  QueueHandler(Messages messages, DeadLetters deadLetters, Consumer<String> rests) {
    this.messages = messages;
    this.deadLetters = deadLetters;
    this.rests = rests;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    TimeLeft time = new TimeLeft(context::getRemainingTimeInMillis);
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (JsonNode message : Json.mapper().readTree(in).path("Records")) {
      String id = message.path("messageId").asText();
      if (!isDone(message, time)) {
        failures.addObject().put("itemIdentifier", id);
      }
    }
    Json.mapper().writeValue(out, answer);
  }

  /** Whether the message need not be delivered again. */
  private boolean isDone(JsonNode message, TimeLeft time) {
    String id = message.path("messageId").asText();
    String body = message.path("body").asText();
    try {
      Report report = messages.take(body, time);
      if (!report.isDone()) {
        rests.accept(Messages.rest(body, report.rest()));
      }
      LOG.info("message {}: {}{}", id, report, deliveries(message));
      return true;
    } catch (UnreadableException e) {
      return isSetAside(id, body, e.getMessage());
    } catch (UnfinishedException e) {
      LOG.warn("message {}: to be delivered again, {}", id, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("message {}: to be delivered again, {}", id, Failures.describe(e));
      return false;
    }
  }

  /** Who reads the counts should know that this function may have been killed in between. */
  private static String deliveries(JsonNode message) {
    int times = message.at("/attributes/ApproximateReceiveCount").asInt(1);
    return times == 1
        ? ""
        : "; delivered " + times + " times: what came in before counts as already there";
  }

  private boolean isSetAside(String id, String body, String reason) {
    try {
      deadLetters.send(body, reason);
      LOG.warn("message {} went to the dead-letter queue: {}", id, reason);
      return true;
    } catch (RuntimeException e) {
      LOG.error("message {} could not be set aside: {}", id, Failures.describe(e));
      return false;
    }
  }
}
