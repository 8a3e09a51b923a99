package dev.tidemark.recommend;

import java.util.List;

/** Of a ranking that knows no item: they are looked for in the catalogue alone. */
record NoCandidates() implements Candidates {
  @Override
  public List<RecommendedItem> next(int count) {
    return List.of();
  }

  @Override
  public double scoreOf(String itemId) {
    return 0;
  }
}
