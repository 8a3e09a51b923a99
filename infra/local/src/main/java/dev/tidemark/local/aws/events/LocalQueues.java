package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.servers.elasticmq.ElasticMq;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ with the template's queues. What is in them goes with the run, but not with ElasticMQ's
 * process: what was sent from here or received, and is not deleted yet, is sent again where that
 * was killed, so that a message may come twice, as it may with SQS.
 */
public final class LocalQueues implements AutoCloseable {
  /** An attribute of messages that were sent from here. */
  private static final String NUMBER = "LocalNumber";

  private final ElasticMq server;
  private final SqsClient client;
  private final List<Messaging.Queue> queues;
  private final Map<String, String> urls = new ConcurrentHashMap<>();
  private final Map<String, Sent> undeleted = new ConcurrentSkipListMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** A message of ours that nobody deleted yet. */
  private record Sent(String queue, String body) {}

  private LocalQueues(ElasticMq server, List<Messaging.Queue> queues) {
    this.server = server;
    client = LocalAccount.client(SqsClient.builder(), server.endpoint());
    // The queues that others name as their target come first.
    this.queues =
        queues.stream()
            .sorted(Comparator.comparing(queue -> !queue.deadLetters().isEmpty()))
            .toList();
  }

  /**
   * @param log gets what the server has to complain about
   */
  public static LocalQueues start(List<Messaging.Queue> queues, Path log, Host host) {
    LocalQueues local = new LocalQueues(ElasticMq.start(log), queues);
    local.restore();
    local.server.keepUp(host.upkeep(local::restore));
    return local;
  }

  private void restore() {
    queues.forEach(this::create);
    undeleted.forEach((number, sent) -> send(sent, number));
  }

  private void create(Messaging.Queue queue) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(queue.visibility().toSeconds()));
    if (!queue.deadLetters().isEmpty()) {
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          JsonNodeFactory.instance
              .objectNode()
              .put("deadLetterTargetArn", arn(queue.deadLetters()))
              .put("maxReceiveCount", queue.maxReceives())
              .toString());
    }
    urls.put(
        queue.id(),
        client
            .createQueue(create -> create.queueName(queue.id()).attributes(attributes))
            .queueUrl());
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /**
   * @param queue logical id
   */
  public String url(String queue) {
    return urls.get(queue);
  }

  static String arn(String queue) {
    return LocalAccount.arn("sqs", queue);
  }

  /**
   * @throws SdkException where it was not taken
   */
  public void send(String queue, String body) {
    Sent sent = new Sent(queue, body);
    String number = String.format(Locale.ROOT, "%019d", numbers.incrementAndGet());
    undeleted.put(number, sent); // first, since it may be received before the answer is here
    try {
      send(sent, number);
    } catch (SdkException e) {
      undeleted.remove(number);
      throw e;
    }
  }

  private void send(Sent sent, String number) {
    MessageAttributeValue attribute =
        MessageAttributeValue.builder().dataType("String").stringValue(number).build();
    client.sendMessage(
        message ->
            message
                .queueUrl(url(sent.queue()))
                .messageBody(sent.body())
                .messageAttributes(Map.of(NUMBER, attribute)));
  }

  /** Messages with all their attributes, none where none came in time. */
  public List<Message> receive(String queue, int most, Duration patience) {
    List<Message> messages =
        client
            .receiveMessage(
                receive ->
                    receive
                        .queueUrl(url(queue))
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds((int) patience.toSeconds())
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    // Those that functions send are known from here on.
    messages.forEach(
        message -> undeleted.putIfAbsent(number(message), new Sent(queue, message.body())));
    return messages;
  }

  private static String number(Message message) {
    MessageAttributeValue number = message.messageAttributes().get(NUMBER);
    return number == null ? message.messageId() : number.stringValue();
  }

  void delete(String queue, List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        messages.stream()
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    if (!entries.isEmpty()) {
      client.deleteMessageBatch(delete -> delete.queueUrl(url(queue)).entries(entries));
    }
    messages.forEach(message -> undeleted.remove(number(message)));
  }

  /** Lets messages come again before their visibility timeout is over. */
  void release(String queue, List<Message> messages, Duration pause) {
    messages.forEach(
        message ->
            client.changeMessageVisibility(
                change ->
                    change
                        .queueUrl(url(queue))
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout((int) pause.toSeconds())));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
