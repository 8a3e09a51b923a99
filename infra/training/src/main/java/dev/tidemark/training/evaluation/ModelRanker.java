package dev.tidemark.training.evaluation;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.network.ScoringGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Ranks by a network, many queries of like length at a time. */
public final class ModelRanker implements Ranker {
  private static final int TOGETHER = 64;

  private final ScoringGraph graph;
  private final SequenceEncoder encoder;

  public ModelRanker(ScoringGraph graph, SequenceEncoder encoder) {
    this.graph = graph;
    this.encoder = encoder;
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    List<Query> byLength = new ArrayList<>(queries);
    byLength.sort(Comparator.comparingInt(Query::end));
    for (int i = 0; i < byLength.size(); i += TOGETHER) {
      List<Query> together = byLength.subList(i, Math.min(byLength.size(), i + TOGETHER));
      List<EncodedSequence> sequences = new ArrayList<>();
      for (Query query : together) {
        sequences.add(encoder.encodeBefore(query.history(), query.end(), query.millis()));
      }
      float[] scores = graph.score(sequences);
      int items = scores.length / together.size();
      for (int row = 0; row < together.size(); row++) {
        sink.scores(together.get(row), Arrays.copyOfRange(scores, row * items, (row + 1) * items));
      }
    }
  }
}
