package dev.tidemark.propensity;

/**
 * A part of what a shopper takes next.
 *
 * @param name of an item or a category
 * @param share 0 to 1; those of all items add up to 1
 */
public record Share(String name, double share) {}
