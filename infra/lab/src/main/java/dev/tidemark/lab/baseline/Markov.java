package dev.tidemark.lab.baseline;

import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Ranker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** First-order Markov chain: how often an item followed the last one, mixed with popularity. */
public final class Markov implements Ranker {
  private final List<Map<Integer, Integer>> followers = new ArrayList<>();
  private final long[] popularity;
  private final double smoothing;
  private final double total;

  /**
   * @param smoothing weight of popularity, in observations
   */
  public Markov(TrainingData data, double smoothing) {
    this.smoothing = smoothing;
    popularity = data.popularity();
    total = Arrays.stream(popularity).sum();
    for (int item = 0; item <= popularity.length; item++) {
      followers.add(new HashMap<>());
    }
    for (int user = 0; user < data.trained().length; user++) {
      History history = data.histories().get(user);
      for (int i = 1; i < data.trained()[user]; i++) {
        followers.get(history.item(i - 1)).merge(history.item(i), 1, Integer::sum);
      }
    }
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    for (Query query : queries) {
      float[] scores = new float[popularity.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) (smoothing * popularity[i] / total);
      }
      if (query.end() > 0) {
        int last = query.history().item(query.end() - 1);
        followers.get(last).forEach((item, count) -> scores[item - 1] += count);
      }
      sink.scores(query, scores);
    }
  }
}
