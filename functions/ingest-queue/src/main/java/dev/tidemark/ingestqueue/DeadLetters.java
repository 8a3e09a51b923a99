package dev.tidemark.ingestqueue;

/** Where messages go that will never be taken in, until somebody looks at them. */
@FunctionalInterface
interface DeadLetters {

  /**
   * @param reason one line, kept beside the message
   */
  void send(String body, String reason);
}
