package dev.tidemark.features;

/**
 * What the catalogue says of an item besides its id, as far as a model can learn from it.
 *
 * @param title as in {@code Item}; may be empty
 * @param category as in {@code Item}; may be empty
 * @param price NaN = not given
 */
public record ItemDescription(String title, String category, double price) {
  /** An item of which nothing is known. */
  public static final ItemDescription UNKNOWN = new ItemDescription("", "", Double.NaN);
}
