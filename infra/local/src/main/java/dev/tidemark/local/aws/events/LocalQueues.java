package dev.tidemark.local.aws.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.template.Messaging;
import dev.tidemark.servers.elasticmq.ElasticMq;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ with the template's queues; what is in them goes with the run. */
public final class LocalQueues implements AutoCloseable {
  private final ElasticMq server;
  private final SqsClient client;
  private final Map<String, String> urls = new HashMap<>();

  private LocalQueues(ElasticMq server) {
    this.server = server;
    client = LocalAccount.client(SqsClient.builder(), server.endpoint());
  }

  /**
   * @param log gets what the server has to complain about
   */
  public static LocalQueues start(List<Messaging.Queue> queues, Path log) {
    LocalQueues local = new LocalQueues(ElasticMq.start(log));
    // The queues that others name as their target come first.
    queues.stream()
        .sorted(Comparator.comparing(queue -> !queue.deadLetters().isEmpty()))
        .forEachOrdered(local::create);
    return local;
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

  void send(String queue, String body) {
    client.sendMessage(message -> message.queueUrl(url(queue)).messageBody(body));
  }

  /** Messages with all their attributes, none where none came in time. */
  public List<Message> receive(String queue, int most, Duration patience) {
    return client
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url(queue))
                    .maxNumberOfMessages(most)
                    .waitTimeSeconds((int) patience.toSeconds())
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
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
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
