package dev.tidemark.recommendation.outlook;

import dev.tidemark.features.Vocabulary;
import dev.tidemark.propensity.Share;
import dev.tidemark.recommendation.rank.TopItems;
import dev.tidemark.scoring.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a shopper takes next, as shares that add up to 1 over all items.
 *
 * @param items the likeliest first
 * @param categories the likeliest first
 */
public record LikelyNext(List<Share> items, List<Share> categories) {
  public static final LikelyNext NOTHING = new LikelyNext(List.of(), List.of());

  public static LikelyNext of(
      Answer answer, Vocabulary vocabulary, int mostItems, int mostCategories) {
    Map<String, Double> byCategory = new HashMap<>();
    for (int i = 0; i < vocabulary.size(); i++) {
      Vocabulary.Entry entry = vocabulary.entry(i + 1);
      if (!entry.category().isEmpty()) {
        byCategory.merge(entry.category(), answer.probabilities()[i], Double::sum);
      }
    }
    return new LikelyNext(
        items(answer.probabilities(), vocabulary, mostItems),
        byCategory.entrySet().stream()
            .map(it -> new Share(it.getKey(), it.getValue()))
            .sorted(Comparator.comparingDouble(Share::share).reversed())
            .limit(mostCategories)
            .toList());
  }

  private static List<Share> items(double[] probabilities, Vocabulary vocabulary, int most) {
    int count = Math.min(most, vocabulary.size());
    if (count == 0) {
      return List.of();
    }
    List<Share> items = new ArrayList<>(count);
    for (int item : TopItems.best(probabilities, vocabulary.size(), count)) {
      items.add(new Share(vocabulary.entry(item + 1).itemId(), probabilities[item]));
    }
    return List.copyOf(items);
  }
}
