package dev.tidemark.training.evaluation;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.network.graph.ScoringGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * Ranks by a network, many queries of like length at a time. What was in demand is as of each
 * query's time, as it would have been told by the model served then.
 *
 * @param moment whose demand a query at some time knows, in epoch milliseconds
 * @param blends what is blended into the answers of a moment
 */
public record ModelRanker(
    ScoringGraph graph,
    SequenceEncoder encoder,
    LongUnaryOperator moment,
    LongFunction<Blend> blends)
    implements Ranker {
  private static final int TOGETHER = 64;

  @Override
  public void rank(List<Query> queries, Sink sink) {
    Map<Long, List<Query>> byMoment = new TreeMap<>();
    for (Query query : queries) {
      byMoment
          .computeIfAbsent(moment.applyAsLong(query.millis()), any -> new ArrayList<>())
          .add(query);
    }
    byMoment.forEach(
        (at, own) -> {
          Blend blend = blends.apply(at);
          graph.update(blend.counts().demand().recent());
          own.sort(Comparator.comparingInt(Query::end));
          for (int i = 0; i < own.size(); i += TOGETHER) {
            rankTogether(own.subList(i, Math.min(own.size(), i + TOGETHER)), blend, sink);
          }
        });
  }

  private void rankTogether(List<Query> together, Blend blend, Sink sink) {
    List<EncodedSequence> sequences =
        together.stream()
            .map(query -> encoder.encodeBefore(query.history(), query.end(), query.millis()))
            .toList();
    List<Learnt> learnt = graph.score(sequences);
    for (int row = 0; row < together.size(); row++) {
      Answer answer = blend.answer(learnt.get(row), sequences.get(row));
      sink.scores(together.get(row), answer.floats());
    }
  }
}
