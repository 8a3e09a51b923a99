package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lambda's poller: hands batches of a queue to a function and deletes what the function does not
 * answer as failed. The rest comes again once its visibility timeout is over.
 */
final class QueuePoller implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LocalQueues queues;
  private final Messaging.Mapping mapping;
  private final UnaryOperator<byte[]> function;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param function answers an event with the failed messages
   * @param log gets a line for each batch that failed as a whole
   */
  QueuePoller(
      LocalQueues queues,
      Messaging.Mapping mapping,
      UnaryOperator<byte[]> function,
      Consumer<String> log) {
    this.queues = queues;
    this.mapping = mapping;
    this.function = function;
    this.log = log;
    thread = new Thread(this::run, "poll-" + mapping.queue());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      try {
        List<Message> batch = queues.receive(mapping.queue(), mapping.batchSize(), PATIENCE);
        if (!batch.isEmpty()) {
          handOver(batch);
        }
      } catch (FunctionException | SdkException e) {
        if (!closed) {
          log.accept(mapping.queue() + ": " + e.getMessage());
        }
      } catch (IOException e) {
        log.accept(mapping.queue() + ": " + mapping.function() + " did not return JSON");
      }
    }
  }

  private void handOver(List<Message> batch) throws IOException {
    JsonNode answer = LocalJson.MAPPER.readTree(function.apply(LocalJson.bytes(event(batch))));
    Set<String> failed = new HashSet<>();
    answer
        .path("batchItemFailures")
        .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    queues.delete(
        mapping.queue(),
        batch.stream().filter(message -> !failed.contains(message.messageId())).toList());
  }

  private ObjectNode event(List<Message> batch) {
    ObjectNode event = LocalJson.MAPPER.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (Message message : batch) {
      ObjectNode entry = records.addObject();
      entry.put("messageId", message.messageId()).put("receiptHandle", message.receiptHandle());
      entry.put("body", message.body()).put("md5OfBody", message.md5OfBody());
      message.attributesAsStrings().forEach(entry.putObject("attributes")::put);
      entry.putObject("messageAttributes");
      entry.put("eventSource", "aws:sqs").put("eventSourceARN", LocalQueues.arn(mapping.queue()));
      entry.put("awsRegion", LocalAccount.REGION);
    }
    return event;
  }
}
