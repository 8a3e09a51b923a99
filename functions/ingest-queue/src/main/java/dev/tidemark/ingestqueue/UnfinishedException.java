package dev.tidemark.ingestqueue;

/** Not all of a message was taken in; delivering it again goes on where this ended. */
final class UnfinishedException extends RuntimeException {
  UnfinishedException(String message) {
    super(message);
  }
}
