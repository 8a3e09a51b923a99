package dev.tidemark.training.evaluation;

import dev.tidemark.training.data.Query;
import java.util.List;

/** Ranks by how much an item is wanted in training, the same for everybody. */
public final class Popularity implements Ranker {
  private final float[] counts;

  /**
   * @param counts by vocabulary index - 1
   */
  public Popularity(long[] counts) {
    this.counts = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      this.counts[i] = counts[i];
    }
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    queries.forEach(query -> sink.scores(query, counts.clone()));
  }
}
