package dev.tidemark.local.aws.events;

import dev.tidemark.local.aws.Host;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Brings what comes into a dead-letter queue to where it is kept, and tells it in a line. */
record DeadLetterKeeper(LocalQueues queues, String queue, DeadLetters letters, Host host)
    implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int BATCH = 10;

  /** An attribute of what the function itself set aside. */
  private static final String REASON = "reason";

  /** Until the run ends. */
  @Override
  public void run() {
    try {
      while (!host.closeables().isClosed()) {
        keepNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepNext() throws InterruptedException {
    try {
      for (Message message : queues.receive(queue, BATCH, PATIENCE)) {
        DeadLetter letter = DeadLetter.of(host.clock().instant(), reason(message), message.body());
        letters.keep(letter);
        queues.delete(queue, List.of(message));
        host.log()
            .accept(
                "Set aside: "
                    + letter.about()
                    + ": "
                    + letter.reason()
                    + "; once the cause is mended, ./tidemark redrive sends it again");
      }
    } catch (SdkException e) {
      Thread.sleep(PAUSE.toMillis()); // who keeps the queues up tells what there is to tell
    } catch (IOException e) {
      host.log()
          .accept(
              "what was set aside cannot be written to "
                  + letters.folder()
                  + ": "
                  + e.getMessage());
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private static String reason(Message message) {
    MessageAttributeValue reason = message.messageAttributes().get(REASON);
    return reason == null
        ? "it failed at every delivery; the function's log tells why"
        : reason.stringValue();
  }
}
