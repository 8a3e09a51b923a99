package dev.tidemark.local.shop;

import java.util.List;

/**
 * A category of the simulated shop.
 *
 * @param name path from the department, such as {@code Outdoor/Tents}
 * @param peakMonth month in which most people look for it
 * @param accessory category in which buyers go on
 */
public record ShopCategory(
    String name,
    List<String> nouns,
    double cheapest,
    double dearest,
    int peakMonth,
    String accessory) {

  public ShopCategory {
    nouns = List.copyOf(nouns);
  }

  String department() {
    return name.substring(0, name.indexOf('/'));
  }
}
