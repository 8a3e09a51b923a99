package dev.tidemark.userdata;

/** There was no time for all of it; what was done stays done, and asking again goes on. */
final class UnfinishedException extends RuntimeException {
  UnfinishedException() {
    super("there was no time for all of it");
  }
}
