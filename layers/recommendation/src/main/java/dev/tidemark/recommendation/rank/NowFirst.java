package dev.tidemark.recommendation.rank;

import dev.tidemark.domain.Item;
import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.select.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Items that are popular now, and behind them those of another order whose scores are {@code 1/n}
 * at place {@code n}, too. What comes twice is for whoever takes them to pass over.
 */
public final class NowFirst implements Candidates {
  private final List<String> now;
  private final Predicate<String> isWanted;
  private final Candidates rest;
  private int at;

  /**
   * @param now item ids, most popular first
   * @param isWanted which of them may be answered, as far as that is known without the catalogue
   */
  public NowFirst(List<String> now, Predicate<String> isWanted, Candidates rest) {
    this.now = now;
    this.isWanted = isWanted;
    this.rest = rest;
  }

  @Override
  public List<RecommendedItem> next(int count) {
    List<RecommendedItem> next = new ArrayList<>(count);
    for (; at < now.size() && next.size() < count; at++) {
      if (isWanted.test(now.get(at))) {
        next.add(RecommendedItem.untitled(now.get(at), 1.0 / (at + 1)));
      }
    }
    if (next.size() < count) {
      for (RecommendedItem item : rest.next(count - next.size())) {
        next.add(RecommendedItem.untitled(item.itemId(), behind(item.score())));
      }
    }
    return next;
  }

  @Override
  public Optional<List<Item>> listing() {
    return rest.listing();
  }

  @Override
  public double scoreOf(String itemId) {
    int place = now.indexOf(itemId);
    return place < 0 ? behind(rest.scoreOf(itemId)) : 1.0 / (place + 1);
  }

  /** The score of a place behind all that is popular now; 0 stays 0. */
  private double behind(double score) {
    return score == 0 ? 0 : 1 / (now.size() + 1 / score);
  }
}
