package dev.tidemark.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final int ITEMS = 30;
  private static final Offset<Double> EXACT = within(1e-9);

  /** Item 1 is best, 30 worst. */
  private final Ranker byNumber =
      (queries, sink) -> queries.forEach(query -> sink.scores(query, descending()));

  @Test
  void shouldComputeMetricsByTheirDefinitions() {
    RankingMetrics metrics =
        new Evaluator(ITEMS, false)
            .evaluate(byNumber, List.of(query(1), query(3), query(15), query(25)));

    // 1 / log2(1 + rank): 1 for rank 1, 0.5 for rank 3, 0.25 for rank 15
    assertThat(metrics.named().get("ndcg@10")).isCloseTo(1.5 / 4, EXACT);
    assertThat(metrics.named().get("ndcg@20")).isCloseTo(1.75 / 4, EXACT);
    assertThat(metrics.named().get("hr@10")).isCloseTo(2.0 / 4, EXACT);
    assertThat(metrics.named().get("hr@20")).isCloseTo(3.0 / 4, EXACT);
    assertThat(metrics.named().get("mrr@10")).isCloseTo((1 + 1.0 / 3) / 4, EXACT);
    assertThat(metrics.named().get("coverage@10")).isCloseTo(10.0 / ITEMS, EXACT);
    // the popular fifth are the first 6 of 30
    assertThat(metrics.named().get("longTail@10")).isCloseTo(0.4, EXACT);
    assertThat(metrics.gains()).containsExactly(new double[] {1, 0.5, 0, 0}, EXACT);
  }

  @Test
  void shouldLeaveOutWhatWasSeenAndMissARepeat() {
    Query afterTwo = query(3, 1, 2);
    Query repeat = query(1, 1, 2);

    Evaluator excluding = new Evaluator(ITEMS, true);
    Evaluator ranking = new Evaluator(ITEMS, false);

    assertThat(excluding.evaluate(byNumber, List.of(afterTwo)).ndcg()).isCloseTo(1, EXACT);
    assertThat(ranking.evaluate(byNumber, List.of(afterTwo)).ndcg()).isCloseTo(0.5, EXACT);
    assertThat(excluding.evaluate(byNumber, List.of(repeat)).ndcg()).isZero();
    assertThat(ranking.evaluate(byNumber, List.of(repeat)).ndcg()).isCloseTo(1, EXACT);
  }

  @Test
  void shouldMissWhatTheVocabularyLacks() {
    assertThat(new Evaluator(ITEMS, false).evaluate(byNumber, List.of(query(Query.UNKNOWN))).ndcg())
        .isZero();
  }

  /** Whoever scores all alike expects the middle rank, 15.5 of 30, not the first. */
  @Test
  void shouldNotRewardTies() {
    Ranker indifferent =
        (queries, sink) -> queries.forEach(query -> sink.scores(query, new float[ITEMS]));

    assertThat(new Evaluator(ITEMS, false).evaluate(indifferent, List.of(query(1))).named())
        .containsEntry("hr@10", 0.0)
        .containsEntry("hr@20", 1.0);
  }

  private static float[] descending() {
    float[] scores = new float[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      scores[i] = -i;
    }
    return scores;
  }

  private static Query query(int target, int... before) {
    History history = new History(before.length);
    for (int i = 0; i < before.length; i++) {
      history.add(before[i], 1, i, Float.NaN);
    }
    return new Query(history, before.length, new int[] {target}, 100);
  }
}
