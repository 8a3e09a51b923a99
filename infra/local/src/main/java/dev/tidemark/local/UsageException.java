package dev.tidemark.local;

/** Something the user gave cannot be used; one line that says what to do. Exit code 2. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }
}
