package dev.tidemark.data.format;

import dev.tidemark.domain.Behaviour;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What shop systems and trackers call the behaviours. */
final class BehaviourNames {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
  private static final Map<String, String> KNOWN = new HashMap<>();

  static {
    know(
        Behaviour.VIEW,
        "view views viewed pageview page_view product_view product_viewed item_view");
    know(
        Behaviour.VIEW,
        "view_item view_product viewed_product detail detail_view pdp_view pv read");
    know(Behaviour.CLICK, "click clicks clicked select_item product_clicked select_content");
    know(Behaviour.FAVOURITE, "favourite favorite fav wishlist add_to_wishlist like liked star");
    know(Behaviour.FAVOURITE, "product_added_to_wishlist add_to_favorites add_to_favourites");
    know(Behaviour.ADD_TO_CART, "add_to_cart cart addtocart add_to_basket basket product_added");
    know(Behaviour.PURCHASE, "purchase purchases purchased buy bought transaction order ordered");
    know(Behaviour.PURCHASE, "order_completed checkout_completed sale sold");
    know(Behaviour.RATING, "rating rate rated");
    know("remove_from_cart", "remove_from_cart removefromcart product_removed remove_from_basket");
    know("refund", "refund refunded order_refunded");
  }

  /** Items that were only shown: nobody did anything yet. */
  private static final Set<String> SHOWN =
      Set.of(
          "view_item_list",
          "view_search_results",
          "view_promotion",
          "product_list_viewed",
          "impression",
          "impressions");

  private BehaviourNames() {}

  private static void know(String behaviour, String names) {
    for (String name : names.split(" ", -1)) {
      KNOWN.put(name, behaviour);
    }
  }

  /** The behaviour that a text names; one that is not known in the letters of a behaviour. */
  static String of(String text) {
    String words = HUMP.matcher(text.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
    String name = BETWEEN.matcher(words).replaceAll("_");
    return KNOWN.getOrDefault(name, KNOWN.getOrDefault(name.replace("_", ""), name));
  }

  /** Whether the behaviour is only that items were shown. */
  static boolean isShown(String behaviour) {
    return SHOWN.contains(behaviour);
  }
}
