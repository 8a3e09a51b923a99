package dev.tidemark.ingestqueue;

/**
 * A message that will never be taken in, however often it is delivered. The reason is one line
 * without anything that the message holds but names of fields and files.
 */
final class UnreadableException extends RuntimeException {
  UnreadableException(String reason) {
    super(reason);
  }
}
