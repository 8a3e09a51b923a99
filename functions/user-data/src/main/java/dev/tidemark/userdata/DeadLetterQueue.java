package dev.tidemark.userdata;

import dev.tidemark.data.DeadLetterBody;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A queue, read through from one end to the other. What others hold at that time is not seen: who
 * sends messages again does that before or after.
 *
 * @param hiddenSeconds for which a message that was looked at does not come again
 */
record DeadLetterQueue(SqsClient client, String url, int hiddenSeconds) implements DeadLetters {
  private static final int BATCH = 10;

  /** Longer than one call of the API takes. */
  private static final int HIDDEN_SECONDS = 60;

  /** A wait makes SQS ask all its servers. */
  private static final int WAIT_SECONDS = 1;

  DeadLetterQueue(SqsClient client, String url) {
    this(client, url, HIDDEN_SECONDS);
  }

  @Override
  public int forget(String userId, BooleanSupplier late) {
    int found = 0;
    List<Message> messages = receive();
    while (!messages.isEmpty()) {
      for (Message message : messages) {
        found += forget(userId, message);
      }
      if (late.getAsBoolean()) {
        throw new UnfinishedException();
      }
      messages = receive();
    }
    return found;
  }

  private int forget(String userId, Message message) {
    Optional<String> rest = new DeadLetterBody(message.body()).without(userId);
    if (rest.equals(Optional.of(message.body()))) {
      return 0;
    }
    rest.ifPresent(
        body ->
            client.sendMessage(
                send ->
                    send.queueUrl(url)
                        .messageBody(body)
                        .messageAttributes(message.messageAttributes())));
    client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    return 1;
  }

  private List<Message> receive() {
    return client
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout(hiddenSeconds)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageAttributeNames("All"))
        .messages();
  }
}
