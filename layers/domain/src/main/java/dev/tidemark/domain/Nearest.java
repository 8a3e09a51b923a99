package dev.tidemark.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name has meant. */
public final class Nearest {
  /** Longer texts are not compared. */
  private static final int LONGEST = 128;

  private Nearest() {}

  /** The known name with the fewest mistakes, where at most every second letter is one. */
  public static Optional<String> of(String name, Collection<String> known) {
    String plain = plain(name);
    if (plain.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(other -> other.length() <= LONGEST)
        .min(
            Comparator.comparingInt((String other) -> distance(plain, plain(other)))
                .thenComparing(Comparator.naturalOrder()))
        .filter(
            other -> 2 * distance(plain, plain(other)) <= Math.max(plain.length(), other.length()));
  }

  /**
   * Refuses parameters that nobody knows, since what is passed over in silence is not what was
   * meant.
   *
   * @throws InvalidFieldException naming the first of them, the nearest that is known, and all
   */
  public static void refuseUnknown(Collection<String> given, Collection<String> known) {
    for (String name : given) {
      if (!known.contains(name)) {
        throw new InvalidFieldException(
            "parameter",
            name,
            of(name, known).map(near -> "did you mean " + near + "? There is ").orElse("there is ")
                + String.join(", ", known));
      }
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Letters to insert, delete or replace (Levenshtein 1966); one that begins the other is near. */
  private static int distance(String a, String b) {
    if (!a.isEmpty() && (a.startsWith(b) || b.startsWith(a))) {
      return 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
