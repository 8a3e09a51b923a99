package dev.tidemark.domain;

/** Checks shared by the records; every failure is an {@link InvalidFieldException}. */
final class Checks {
  /**
   * Bounds far outside any shop's figures and inside what a DynamoDB number can hold (38 digits,
   * 1e-130 to 1e125), so that one odd value can never make the table refuse its whole batch.
   */
  private static final double LARGEST = 1e12;

  private static final double SMALLEST = 1e-9;

  private static final char REPLACEMENT = '\uFFFD';

  private Checks() {}

  static String text(String field, String value, int maxCharacters) {
    if (value == null || value.isBlank()) {
      throw new InvalidFieldException(
          field, null, "give a text of 1 to " + maxCharacters + " characters");
    }
    return optionalText(field, value, maxCharacters);
  }

  /** An id without blanks around it, see {@link Ids}. */
  static String id(String field, String value, int maxCharacters) {
    String id = text(field, value == null ? null : Ids.stripped(value), maxCharacters);
    if (id.indexOf(REPLACEMENT) >= 0) {
      // It stands for letters that are lost, so that two ids could have become one.
      throw new InvalidFieldException(
          field, value, "its letters were lost on the way; send well-formed UTF-8");
    }
    return id;
  }

  static String optionalId(String field, String value, int maxCharacters) {
    return optionalText(field, value, maxCharacters).isEmpty()
        ? ""
        : id(field, value, maxCharacters);
  }

  static String optionalText(String field, String value, int maxCharacters) {
    if (value == null) {
      throw new InvalidFieldException(field, null, "leave it out or give a text");
    }
    if (value.length() > maxCharacters) {
      throw new InvalidFieldException(
          field, value, "give at most " + maxCharacters + " characters, not " + value.length());
    }
    if (!isPrintable(value)) {
      throw new InvalidFieldException(
          field, "text with control characters or half a surrogate pair", "send well-formed text");
    }
    return value;
  }

  /** NaN stands for "not given" and passes. */
  static double amount(String field, double value, boolean negativeAllowed) {
    if (Double.isNaN(value)) {
      return value;
    }
    double size = Math.abs(value);
    if (size > LARGEST || (size > 0 && size < SMALLEST) || (value < 0 && !negativeAllowed)) {
      throw new InvalidFieldException(
          field,
          value,
          "give a number from "
              + SMALLEST
              + " to "
              + LARGEST
              + (negativeAllowed ? ", above or below 0, or 0" : ", or 0"));
    }
    return value;
  }

  /** A loop, since this runs for each text of each event. */
  private static boolean isPrintable(String text) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!isPrintable(codePoint)) {
        return false;
      }
    }
    return true;
  }

  /** Neither a control character nor half a surrogate pair. */
  static boolean isPrintable(int codePoint) {
    return !Character.isISOControl(codePoint)
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
