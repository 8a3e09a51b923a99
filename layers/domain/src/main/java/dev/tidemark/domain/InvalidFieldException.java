package dev.tidemark.domain;

/**
 * A field of an event or item that cannot be accepted. The message names the field, the value that
 * was given and the remedy; it may hold personal data, so it goes to the sender and never to a log.
 */
public final class InvalidFieldException extends IllegalArgumentException {
  private static final int SHOWN_CHARACTERS = 64;
  private static final int REPLACEMENT = 0xFFFD;

  private final String field;
  private final boolean missing;

  public InvalidFieldException(String field, Object value, String remedy) {
    super(legible(field) + ": " + shown(value) + "; " + remedy);
    this.field = field;
    missing = value == null;
  }

  /** Files can have millions of fields that cannot be used; where that was found tells nothing. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** The name of the offending field as it stands in the contract, such as {@code timestamp}. */
  public String field() {
    return field;
  }

  /** Whether it was not given at all. */
  public boolean isMissing() {
    return missing;
  }

  private static String shown(Object value) {
    return value == null ? "is missing" : "'" + legible(value.toString()) + "' is not accepted";
  }

  /** Short and well formed, since half a surrogate pair cannot be sent back as UTF-8. */
  private static String legible(String text) {
    StringBuilder legible = new StringBuilder();
    text.codePoints()
        .limit(SHOWN_CHARACTERS)
        .forEach(c -> legible.appendCodePoint(Checks.isPrintable(c) ? c : REPLACEMENT));
    boolean all = text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS;
    return all ? legible.toString() : legible + "...";
  }
}
