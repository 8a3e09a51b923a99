package dev.tidemark.local.shop;

import java.util.List;

/**
 * A shopper with lasting tastes: the truth that a recommender is to find out.
 *
 * @param favourites names of favourite categories, the dearest to them first
 * @param priceLevel what they pay as a rule, 0 to 2 as {@link ShopItem#priceLevel}
 * @param sessions how often they visit in the whole time
 */
public record Shopper(String id, List<String> favourites, int priceLevel, int sessions) {
  public Shopper {
    favourites = List.copyOf(favourites);
  }
}
