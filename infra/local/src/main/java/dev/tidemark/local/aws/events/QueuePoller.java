package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.template.Messaging;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lambda's poller: hands batches of a queue to a function and deletes what the function does not
 * answer as failed. The rest comes again after a while.
 *
 * @param functions answers a function's logical id and an event with the failed messages
 * @param log of the function, which tells what became of a file
 * @param again time after which a failed message comes again
 */
record QueuePoller(
    LocalQueues queues,
    Messaging.Mapping mapping,
    BiFunction<String, byte[], byte[]> functions,
    FunctionLog log,
    Duration again,
    Host host)
    implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Before the queue is asked again that did not answer, or a batch comes again after a crash. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Until the run ends; each batch that failed as a whole is told in a line. */
  @Override
  public void run() {
    try {
      while (!host.closeables().isClosed()) {
        handOverNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOverNext() throws InterruptedException {
    try {
      List<Message> batch = queues.receive(mapping.queue(), mapping.batchSize(), PATIENCE);
      if (!batch.isEmpty()) {
        handOver(batch);
      }
    } catch (SdkException e) {
      Thread.sleep(PAUSE.toMillis()); // who keeps the queues up tells what there is to tell
    } catch (IOException e) {
      tell(mapping.function() + " did not return JSON");
    }
  }

  private void tell(String what) {
    if (!host.closeables().isClosed()) {
      host.log().accept(mapping.queue() + ": " + what);
    }
  }

  private void handOver(List<Message> batch) throws IOException {
    byte[] event = LocalJson.bytes(Map.of("Records", batch.stream().map(this::entry).toList()));
    long before = log.end();
    JsonNode answer;
    try {
      answer = LocalJson.MAPPER.readTree(functions.apply(mapping.function(), event));
    } catch (FunctionException e) {
      tell(e.getMessage());
      queues.release(mapping.queue(), batch, PAUSE);
      return;
    }
    for (Message message : batch) {
      tellImport(message, before);
    }
    Set<String> failed = new HashSet<>();
    answer
        .path("batchItemFailures")
        .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    Map<Boolean, List<Message>> hasFailed =
        batch.stream()
            .collect(Collectors.partitioningBy(message -> failed.contains(message.messageId())));
    queues.delete(mapping.queue(), hasFailed.get(false));
    queues.release(mapping.queue(), hasFailed.get(true), again);
  }

  private void tellImport(Message message, long before) throws IOException {
    Optional<String> key = FileEvents.key(LocalJson.tree(message.body()));
    if (key.isPresent()) {
      for (String text : log.about(message.messageId(), before)) {
        host.log()
            .accept("Import " + (text.startsWith(key.get()) ? text : key.get() + ": " + text));
      }
    }
  }

  private Map<String, Object> entry(Message message) {
    return Map.of(
        "messageId", message.messageId(),
        "receiptHandle", message.receiptHandle(),
        "body", message.body(),
        "md5OfBody", message.md5OfBody(),
        "attributes", message.attributesAsStrings(),
        "messageAttributes", Map.of(),
        "eventSource", "aws:sqs",
        "eventSourceARN", LocalQueues.arn(mapping.queue()),
        "awsRegion", LocalAccount.REGION);
  }
}
