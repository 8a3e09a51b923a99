package dev.tidemark.domain;

import java.util.List;

/**
 * One article of the catalogue.
 *
 * @param title may be empty
 * @param category one or several categories joined by {@code |}, each may be a path with {@code /};
 *     may be empty
 * @param price price of one piece in the shop's currency; NaN = not given
 * @param vector content embedding of its text or image; empty = not given
 * @param active whether it may be recommended
 */
public record Item(
    String itemId,
    String title,
    String category,
    double price,
    List<String> tags,
    List<Float> vector,
    boolean active) {

  private static final int MAX_TITLE = 512;
  private static final int MAX_CATEGORY = 1024;
  private static final int MAX_TAGS = 64;
  private static final int MAX_TAG = 128;
  private static final int MAX_VECTOR = 4096;

  public Item {
    itemId = Checks.id("itemId", itemId, Event.MAX_ID);
    Checks.optionalText("title", title, MAX_TITLE);
    Checks.optionalText("category", category, MAX_CATEGORY);
    Checks.amount("price", price, false);
    if (tags.size() > MAX_TAGS) {
      throw new InvalidFieldException("tags", tags.size() + " tags", "give at most " + MAX_TAGS);
    }
    tags.forEach(tag -> Checks.text("tags", tag, MAX_TAG));
    tags = List.copyOf(tags);
    if (vector.size() > MAX_VECTOR) {
      throw new InvalidFieldException(
          "vector", vector.size() + " numbers", "give at most " + MAX_VECTOR);
    }
    for (Float number : vector) {
      if (number == null || !Float.isFinite(number)) {
        throw new InvalidFieldException("vector", number, "give finite numbers only");
      }
    }
    vector = List.copyOf(vector);
  }
}
