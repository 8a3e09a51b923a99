package dev.tidemark.domain;

/**
 * A field of an event or item that cannot be accepted. The message names the field, the value that
 * was given and the remedy; it may hold personal data, so it goes to the sender and never to a log.
 */
public final class InvalidFieldException extends IllegalArgumentException {
  private static final int SHOWN_CHARACTERS = 64;
  private static final int REPLACEMENT = 0xFFFD;

  private final String field;

  public InvalidFieldException(String field, Object value, String remedy) {
    super(field + ": " + shown(value) + "; " + remedy);
    this.field = field;
  }

  /** The name of the offending field as it stands in the contract, such as {@code timestamp}. */
  public String field() {
    return field;
  }

  private static String shown(Object value) {
    if (value == null) {
      return "is missing";
    }
    String text = String.valueOf(value);
    String clipped =
        text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
            ? text
            : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "...";
    return "'" + wellFormed(clipped) + "' is not accepted";
  }

  /** Half a surrogate pair or a control character would make the message itself ill-formed. */
  private static String wellFormed(String text) {
    StringBuilder wellFormed = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Checks.isAllowed(c) ? c : REPLACEMENT)
        .forEach(wellFormed::appendCodePoint);
    return wellFormed.toString();
  }
}
