package dev.tidemark.ingestqueue;

/** Nothing more of a message can be taken in now; it is to be delivered again. */
final class UnfinishedException extends RuntimeException {
  UnfinishedException(String message) {
    super(message);
  }
}
