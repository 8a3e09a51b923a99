package dev.tidemark.lab.baseline;

import dev.tidemark.training.data.Query;
import dev.tidemark.training.evaluation.Ranker;
import java.util.List;

/**
 * Ranks by how often the shopper took an item, each time counting less the longer ago it is;
 * popularity orders the rest. Where people buy again, this is the one to beat.
 *
 * @param popularity how often each item occurs in training, by vocabulary index - 1
 * @param halfLifeDays time after which an interaction counts half
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of counts, never compared
public record OwnFrequent(long[] popularity, double halfLifeDays) implements Ranker {
  private static final double MILLIS_PER_DAY = 86_400_000.0;
  private static final float TIE = 1e-7f;

  @Override
  public void rank(List<Query> queries, Sink sink) {
    for (Query query : queries) {
      float[] scores = new float[popularity.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = TIE * popularity[i];
      }
      for (int i = 0; i < query.end(); i++) {
        double days = (query.millis() - query.history().millis(i)) / MILLIS_PER_DAY;
        scores[query.history().item(i) - 1] += (float) Math.pow(0.5, days / halfLifeDays);
      }
      sink.scores(query, scores);
    }
  }
}
