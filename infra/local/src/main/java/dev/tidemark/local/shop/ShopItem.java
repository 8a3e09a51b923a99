package dev.tidemark.local.shop;

/**
 * An article of the simulated shop.
 *
 * @param priceLevel 0 = the cheap third of its category, 1 = middle, 2 = the dear third
 * @param line articles of one line of a category are looked at together
 * @param appeal how often it is chosen against others of the same fit
 */
public record ShopItem(
    String id,
    String title,
    String category,
    double price,
    int priceLevel,
    int line,
    double appeal) {}
