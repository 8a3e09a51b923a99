package dev.tidemark.recommendation.select;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.recommendation.answer.RecommendedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses items that are not all of a kind: maximal marginal relevance (Carbonell and Goldstein
 * 1998), where two items are as alike as their categories are.
 *
 * <pre>
 * next = the item with the greatest (1 - weight) score / best score - weight * alike,
 * alike = greatest common part of its category with that of any item chosen before, 0 to 1
 * </pre>
 *
 * @param weight 0 = by score alone, 1 = by kind alone
 * @param categories by item id
 */
record Diversity(double weight, Map<String, List<CategoryPath>> categories) {

  /**
   * @param pool best first
   */
  List<RecommendedItem> choose(List<RecommendedItem> pool, int count) {
    List<RecommendedItem> left = new ArrayList<>(pool);
    List<RecommendedItem> chosen = new ArrayList<>();
    Map<String, Double> alike = new HashMap<>();
    double best = pool.isEmpty() || pool.get(0).score() == 0 ? 1 : pool.get(0).score();
    while (chosen.size() < count && !left.isEmpty()) {
      RecommendedItem next = left.get(0);
      double most = Double.NEGATIVE_INFINITY;
      for (RecommendedItem item : left) {
        double value =
            (1 - weight) * item.score() / best - weight * alike.getOrDefault(item.itemId(), 0.0);
        if (value > most) {
          most = value;
          next = item;
        }
      }
      chosen.add(next);
      left.remove(next);
      for (RecommendedItem item : left) {
        alike.merge(item.itemId(), alike(item, next), Math::max);
      }
    }
    return chosen;
  }

  private double alike(RecommendedItem item, RecommendedItem other) {
    double most = 0;
    for (CategoryPath path : of(item)) {
      for (CategoryPath otherPath : of(other)) {
        most = Math.max(most, path.alike(otherPath));
      }
    }
    return most;
  }

  private List<CategoryPath> of(RecommendedItem item) {
    return categories.getOrDefault(item.itemId(), List.of());
  }
}
