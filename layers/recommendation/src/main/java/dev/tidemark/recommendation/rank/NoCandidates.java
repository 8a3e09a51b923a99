package dev.tidemark.recommendation.rank;

import dev.tidemark.recommendation.answer.RecommendedItem;
import dev.tidemark.recommendation.select.Candidates;
import java.util.List;

/** Of a ranking that knows no item: they are looked for in the catalogue alone. */
public record NoCandidates() implements Candidates {
  @Override
  public List<RecommendedItem> next(int count) {
    return List.of();
  }

  @Override
  public double scoreOf(String itemId) {
    return 0;
  }
}
