package dev.tidemark.ingestqueue;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A queue, whose messages have the reason as an attribute. */
record SqsDeadLetters(SqsClient client, String queueUrl) implements DeadLetters {
  static final String REASON = "reason";

  @Override
  public void send(String body, String reason) {
    MessageAttributeValue text =
        MessageAttributeValue.builder().dataType("String").stringValue(reason).build();
    client.sendMessage(
        message ->
            message.queueUrl(queueUrl).messageBody(body).messageAttributes(Map.of(REASON, text)));
  }
}
