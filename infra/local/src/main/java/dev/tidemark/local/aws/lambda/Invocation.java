package dev.tidemark.local.aws.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One request on its way through a function.
 *
 * @param deadlineMillis epoch milliseconds at which the function is stopped
 * @param answer completed by the runtime
 */
@SuppressWarnings("ArrayRecordComponent") // on its way only, never compared
record Invocation(
    String requestId, byte[] payload, long deadlineMillis, CompletableFuture<byte[]> answer) {

  Invocation(byte[] payload, long deadlineMillis) {
    this(UUID.randomUUID().toString(), payload, deadlineMillis, new CompletableFuture<>());
  }
}
