package dev.tidemark.recommendation;

import dev.tidemark.scoring.Carrier;
import java.util.List;

/** Says in English why an item is answered. */
final class Sentence {
  private Sentence() {}

  /** The name of a part in answers. */
  static String part(Carrier carrier) {
    return switch (carrier) {
      case LONG_TERM -> "long";
      case SHORT_TERM -> "short";
      case HABIT -> "habit";
      case OTHERS -> "others";
      case POPULAR -> "popular";
    };
  }

  /**
   * @param names of the other items that carried it
   * @param itself whether it did so, too
   */
  static String of(Carrier carrier, List<String> names, boolean itself) {
    String list = list(names);
    String before = itself ? "It was of interest before" : "";
    return switch (carrier) {
      case LONG_TERM ->
          interest(
              before, "what has long been of interest", names.isEmpty() ? "" : ", such as " + list);
      case SHORT_TERM ->
          interest(before, "what is of interest now", names.isEmpty() ? "" : ": " + list);
      case HABIT -> "It is taken again and again.";
      case OTHERS ->
          names.isEmpty() ? "Others took it next." : "Others took it after " + list + ".";
      case POPULAR -> "Many shoppers take it at the moment.";
    };
  }

  private static String interest(String before, String what, String names) {
    if (before.isEmpty()) {
      return "It fits " + what + names + ".";
    }
    return names.isEmpty() ? before + "." : before + ", and fits " + what + names + ".";
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
