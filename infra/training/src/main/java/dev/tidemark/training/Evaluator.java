package dev.tidemark.training;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.network.ScoringGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Ranks all items for every held-out interaction, by a model or by popularity. */
final class Evaluator {
  private static final int SCORED_TOGETHER = 64;

  private final TrainingData data;
  private final SequenceEncoder encoder;
  private final boolean excludeSeen;

  /** Which of the two held-out interactions of a shopper is asked for. */
  enum Part {
    VALIDATION(2),
    TEST(1);

    private final int fromEnd;

    Part(int fromEnd) {
      this.fromEnd = fromEnd;
    }
  }

  Evaluator(TrainingData data) {
    this.data = data;
    encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    excludeSeen = data.excludeSeen();
  }

  boolean excludesSeen() {
    return excludeSeen;
  }

  RankingMetrics model(ScoringGraph graph, Part part) {
    RankingMetrics.Builder metrics = new RankingMetrics.Builder();
    List<History> histories = heldOut();
    histories.sort(Comparator.comparingInt(History::size));
    int items = data.vocabulary().size();
    for (int i = 0; i < histories.size(); i += SCORED_TOGETHER) {
      List<History> together =
          histories.subList(i, Math.min(histories.size(), i + SCORED_TOGETHER));
      List<EncodedSequence> sequences = new ArrayList<>();
      for (History history : together) {
        sequences.add(encoder.encodeBefore(history, history.size() - part.fromEnd));
      }
      float[] scores = graph.score(sequences);
      for (int row = 0; row < together.size(); row++) {
        float[] own = Arrays.copyOfRange(scores, row * items, (row + 1) * items);
        metrics.add(rank(own, together.get(row), part));
      }
    }
    return metrics.build();
  }

  RankingMetrics popularity(Part part) {
    RankingMetrics.Builder metrics = new RankingMetrics.Builder();
    long[] counts = data.popularity();
    for (History history : heldOut()) {
      float[] scores = new float[counts.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = counts[i];
      }
      metrics.add(rank(scores, history, part));
    }
    return metrics.build();
  }

  private List<History> heldOut() {
    List<History> histories = new ArrayList<>();
    for (History history : data.histories()) {
      if (history.size() >= TrainingData.MIN_HELD) {
        histories.add(history);
      }
    }
    return histories;
  }

  /** The rank of the right item from 1 on; an item with the same score counts as half before it. */
  private double rank(float[] scores, History history, Part part) {
    int asked = history.size() - part.fromEnd;
    int right = history.item(asked) - 1;
    if (excludeSeen) {
      for (int i = 0; i < asked; i++) {
        scores[history.item(i) - 1] = Float.NEGATIVE_INFINITY;
      }
    }
    float score = scores[right];
    if (score == Float.NEGATIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    int better = 0;
    int equal = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > score) {
        better++;
      } else if (scores[i] == score && i != right) {
        equal++;
      }
    }
    return 1 + better + equal / 2.0;
  }
}
