package dev.tidemark.lab.baseline;

import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Ranker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks by how often anybody took an item in the seven days before the query, as a shop would know
 * it then; popularity in training decides between equals.
 */
public final class RecentPopularity implements Ranker {
  private static final long WINDOW = Duration.ofDays(7).toMillis();
  private static final float TIE = 1e-7f;

  private final long[] millis;
  private final int[] items;
  private final float[] tie;

  public RecentPopularity(TrainingData data) {
    int size = Math.toIntExact(data.interactions());
    long[] times = new long[size];
    int[] taken = new int[size];
    int next = 0;
    for (History history : data.histories()) {
      for (int i = 0; i < history.size(); i++) {
        times[next] = history.millis(i);
        taken[next++] = history.item(i);
      }
    }
    int[] order = IndirectSort.mergesort(0, size, (a, b) -> Long.compare(times[a], times[b]));
    millis = Arrays.stream(order).mapToLong(event -> times[event]).toArray();
    items = Arrays.stream(order).map(event -> taken[event]).toArray();
    tie = new float[data.popularity().length];
    for (int i = 0; i < tie.length; i++) {
      tie[i] = TIE * data.popularity()[i];
    }
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    List<Query> byTime = new ArrayList<>(queries);
    byTime.sort(Comparator.comparingLong(Query::millis));
    int[] counts = new int[tie.length];
    int first = 0;
    int next = 0;
    for (Query query : byTime) {
      while (next < millis.length && millis[next] < query.millis()) {
        counts[items[next++] - 1]++;
      }
      while (first < next && millis[first] < query.millis() - WINDOW) {
        counts[items[first++] - 1]--;
      }
      float[] scores = tie.clone();
      for (int i = 0; i < scores.length; i++) {
        scores[i] += counts[i];
      }
      sink.scores(query, scores);
    }
  }
}
