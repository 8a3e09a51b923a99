package dev.tidemark.domain;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of what a shopper can do with an item. Others than these are allowed. */
public final class Behaviour {
  public static final String VIEW = "view";
  public static final String CLICK = "click";
  public static final String FAVOURITE = "favourite";
  public static final String ADD_TO_CART = "add_to_cart";
  public static final String PURCHASE = "purchase";
  public static final String RATING = "rating";

  /** A list showed the item: nobody did anything yet, so it is never history. */
  public static final String IMPRESSION = "impression";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  private static final Set<String> INTEREST =
      Set.of(VIEW, CLICK, FAVOURITE, ADD_TO_CART, PURCHASE, RATING);

  /** Removals, returns, cancellations, dislikes, as shop systems and trackers name them. */
  private static final Pattern TAKES_BACK =
      Pattern.compile(
          "remov|delet|return(?!ing)|refund|cancel|charge_?back|dislik|down_?vot|thumbs?_?down"
              + "|(not|no_longer|un)_?interest|dismiss|reject"
              + "|(^|_)un_?(lik|lov|fav|wish|sav|bookmark|follow|subscrib|star|heart)"
              + "|(^|_)(undo|hide|hidden|skip|skipped|block|blocked)(_|$)");

  private Behaviour() {}

  /**
   * Whether a shopper takes interest back by it: removes from cart or wish list, returns, cancels,
   * dislikes. Such a behaviour is never predicted, makes nothing popular and tells no taste; a low
   * rating is a rating.
   */
  public static boolean takesBack(String type) {
    return !INTEREST.contains(type) && TAKES_BACK.matcher(type).find();
  }

  static String check(String field, String type) {
    if (type == null || !NAME.matcher(type).matches()) {
      throw new InvalidFieldException(
          field,
          type,
          "give "
              + String.join(", ", VIEW, CLICK, FAVOURITE, ADD_TO_CART, PURCHASE, RATING)
              + " or another lower-case name of up to 32 letters, digits and _");
    }
    return type;
  }
}
