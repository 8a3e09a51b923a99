package dev.tidemark.ingestqueue;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A queue, whose messages have the reason as an attribute. */
final class SqsDeadLetters implements DeadLetters {
  static final String REASON = "reason";

  private final SqsClient client;
  private final String queueUrl;

  SqsDeadLetters(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(String body, String reason) {
    MessageAttributeValue text =
        MessageAttributeValue.builder().dataType("String").stringValue(reason).build();
    client.sendMessage(
        message ->
            message.queueUrl(queueUrl).messageBody(body).messageAttributes(Map.of(REASON, text)));
  }
}
