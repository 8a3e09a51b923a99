package dev.tidemark.training.fit;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.Habit;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Logs;
import dev.tidemark.training.data.SequentialRules;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.network.ScoringGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendTest {
  private static final int SHOPPERS = 40;
  private static final long START = 1_600_000_000;
  private static final long WEEK = 7 * 86_400;

  @Test
  void shouldCountRulesAsFarAsTheyHelp() {
    // Given: item n is always followed by item n + 1, around a ring of 20
    TrainingData data = data((shopper, time) -> (shopper + time) % 20);
    Counted counted = new Counted(Optional.empty(), Optional.of(SequentialRules.of(data)));

    assertThat(chosen(data, counted, clueless(data)).rules()).isGreaterThan(0);
    assertThat(chosen(data, counted, sure(data)).rules()).isZero();
  }

  @Test
  void shouldCountHabitsAsFarAsTheyHelp() {
    // Given: everybody takes one item of their own, but for a common one at first
    TrainingData data = data((shopper, time) -> time == 0 ? 99 : shopper);
    Counted counted = new Counted(Optional.of(new Habit(30, 0)), Optional.empty());

    assertThat(chosen(data, counted, clueless(data)).habits()).isGreaterThan(0);
    assertThat(chosen(data, counted, sure(data)).habits()).isZero();
  }

  @Test
  void shouldFollowTheTrendOfTheDayAskedAbout() {
    // Given: every fifth week something else is in demand, of twelve things by turns
    TrainingData data = data((shopper, time) -> time / 5 % 12);

    Blend blend = chosen(data, Counted.NOTHING, clueless(data));

    assertThat(blend.trend()).isGreaterThan(0);
    assertThat(blend.rules() + blend.habits()).isZero();
    for (int time : new int[] {5, 15, 30}) {
      float[] added = blend.demand(data, (START + time * WEEK) * 1000).get(ScoringGraph.PRIOR);
      assertThat(IntStream.range(0, added.length).boxed().max(comparing(i -> added[i])))
          .as("most in demand before week %d", time)
          .hasValue(
              data.vocabulary().indexOf("i%02d".formatted((time - 1) / 5 % 12)).orElseThrow() - 1);
    }
  }

  private interface Taste {
    int item(int shopper, int time);
  }

  private static Blend chosen(TrainingData data, Counted counted, Ranker network) {
    return Blend.chosen(
        data,
        counted,
        network,
        new SequenceEncoder(data.vocabulary(), data.spec()),
        new Evaluator(data.vocabulary().size(), false));
  }

  /** A network that learnt nothing. */
  private static Ranker clueless(TrainingData data) {
    return (queries, sink) -> queries.forEach(query -> sink.scores(query, even(data)));
  }

  /** One that is nearly sure of the right answer. */
  private static Ranker sure(TrainingData data) {
    return (queries, sink) ->
        queries.forEach(
            query -> {
              float[] scores = even(data);
              scores[query.targets()[0] - 1] = (float) Math.log(0.9);
              sink.scores(query, scores);
            });
  }

  private static float[] even(TrainingData data) {
    float[] scores = new float[data.vocabulary().size()];
    Arrays.fill(scores, (float) -Math.log(scores.length));
    return scores;
  }

  /** A week between two interactions; shoppers begin one after the other. */
  private static TrainingData data(Taste taste) {
    List<String> events = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      for (int time = 0; time < 12 + shopper; time++) {
        events.add(
            "u%d i%02d %d".formatted(shopper, taste.item(shopper, time), START + time * WEEK));
      }
    }
    InteractionLog log = Logs.of(events.toArray(String[]::new));
    return new LogEncoder(log, Split.leaveOneOut()).encode(50, 200);
  }
}
