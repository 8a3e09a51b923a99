package dev.tidemark.local.run;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.events.LocalMessaging;
import java.io.IOException;
import java.util.Map;

/** Lets {@code tidemark redrive} send again what was set aside. */
record RedriveEndpoint(LocalMessaging messaging) implements AwsServer.Service {
  /** Not below /v1, which is the product's. */
  static final String PATH = "/local/redrive";

  static final String SENT = "sent";
  static final String LEFT = "left";

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) throws IOException {
    if (!call.getRequestMethod().equals("POST")) {
      throw new AwsError(404, "UnknownOperationException", "POST is meant");
    }
    int sent = messaging.redrive();
    return AwsAnswer.json(Map.of(SENT, sent, LEFT, messaging.deadLetters()));
  }
}
