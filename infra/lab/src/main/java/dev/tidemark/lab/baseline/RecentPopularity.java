package dev.tidemark.lab.baseline;

import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Ranker;
import java.time.Duration;
import java.util.List;

/**
 * Ranks by how often anybody took an item in the seven days before the query, as a shop would know
 * it then; popularity in training decides between equals.
 */
public final class RecentPopularity implements Ranker {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final float TIE = 1e-7f;

  private final RecentShare recent;
  private final long[] popularity;

  public RecentPopularity(TrainingData data) {
    popularity = data.popularity();
    recent = RecentShare.ofAll(data.histories(), popularity.length);
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    for (Query query : queries) {
      long[] counts = recent.counts(query.millis(), WINDOW);
      float[] scores = new float[counts.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = TIE * popularity[i] + counts[i];
      }
      sink.scores(query, scores);
    }
  }
}
