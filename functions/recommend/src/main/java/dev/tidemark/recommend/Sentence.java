package dev.tidemark.recommend;

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
   * @param names of the items that carried it
   */
  static String of(Carrier carrier, List<String> names) {
    String list = list(names);
    return switch (carrier) {
      case LONG_TERM ->
          names.isEmpty()
              ? "It fits what has long been of interest."
              : "It fits what has long been of interest, such as " + list + ".";
      case SHORT_TERM ->
          names.isEmpty()
              ? "It fits what is of interest now."
              : "It fits what is of interest now: " + list + ".";
      case HABIT -> "It is taken again and again.";
      case OTHERS ->
          names.isEmpty() ? "Others took it next." : "Others took it after " + list + ".";
      case POPULAR -> "Many shoppers take it at the moment.";
    };
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
