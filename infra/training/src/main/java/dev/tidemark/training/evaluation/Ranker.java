package dev.tidemark.training.evaluation;

import dev.tidemark.training.data.Query;
import java.util.List;

/** Anything that gives every item a score for a query. */
public interface Ranker {

  /** Receives the scores of one query, by vocabulary index - 1; they may be written over. */
  @FunctionalInterface
  interface Sink {
    void scores(Query query, float[] scores);
  }

  /** Hands over the scores of every query, in any order. */
  void rank(List<Query> queries, Sink sink);
}
