package dev.tidemark.domain;

import java.util.regex.Pattern;

/** What is common to the ids of users, items and events. */
public final class Ids {
  private Ids() {}

  /**
   * The id without what is blank around it, also what spreadsheets and pages put there: the same id
   * wherever it comes from.
   */
  public static String stripped(String id) {
    int begin = 0;
    int end = id.length();
    while (begin < end && isBlank(id.charAt(begin))) {
      begin++;
    }
    while (end > begin && isBlank(id.charAt(end - 1))) {
      end--;
    }
    return id.substring(begin, end);
  }

  /** Whether the id stands in a text as a word of its own: 7 does not in 17. */
  public static boolean isWordOf(String text, String id) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(id) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .find();
  }

  /** Also the no-break spaces, the zero-width space and the byte order mark. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
  }
}
