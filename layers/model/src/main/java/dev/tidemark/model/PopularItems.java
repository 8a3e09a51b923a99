package dev.tidemark.model;

import dev.tidemark.features.Vocabulary;
import java.util.List;

/**
 * The part of a package that can be answered without its network.
 *
 * @param popularity item ids, most popular first
 */
public record PopularItems(Vocabulary vocabulary, List<String> popularity) {
  public PopularItems {
    popularity = List.copyOf(popularity);
  }
}
