package dev.tidemark.recommendation.select;

import dev.tidemark.recommendation.answer.RecommendedItem;
import java.util.List;
import java.util.Set;

/**
 * What is answered.
 *
 * @param items best first
 * @param refused ids of what may not be answered, as far as that was found
 * @param warnings what the caller may have meant otherwise
 */
public record Selected(List<RecommendedItem> items, Set<String> refused, List<String> warnings) {
  public Selected {
    items = List.copyOf(items);
    refused = Set.copyOf(refused);
    warnings = List.copyOf(warnings);
  }
}
