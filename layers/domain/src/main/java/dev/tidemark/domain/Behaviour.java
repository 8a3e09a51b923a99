package dev.tidemark.domain;

import java.util.regex.Pattern;

/** Names of what a shopper can do with an item. Others than these are allowed. */
public final class Behaviour {
  public static final String VIEW = "view";
  public static final String CLICK = "click";
  public static final String FAVOURITE = "favourite";
  public static final String ADD_TO_CART = "add_to_cart";
  public static final String PURCHASE = "purchase";
  public static final String RATING = "rating";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  private Behaviour() {}

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
