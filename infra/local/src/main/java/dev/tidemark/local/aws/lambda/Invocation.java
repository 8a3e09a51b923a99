package dev.tidemark.local.aws.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One request on its way through a function; completed by the runtime's answer. */
final class Invocation {
  private final String requestId = UUID.randomUUID().toString();
  private final byte[] payload;
  private final long deadlineMillis;
  private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

  /**
   * @param deadlineMillis epoch milliseconds at which the function is stopped
   */
  Invocation(byte[] payload, long deadlineMillis) {
    this.payload = payload.clone();
    this.deadlineMillis = deadlineMillis;
  }

  String requestId() {
    return requestId;
  }

  byte[] payload() {
    return payload.clone();
  }

  long deadlineMillis() {
    return deadlineMillis;
  }

  CompletableFuture<byte[]> answer() {
    return answer;
  }
}
