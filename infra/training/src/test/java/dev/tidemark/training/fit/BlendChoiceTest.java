package dev.tidemark.training.fit;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Blend;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Habit;
import dev.tidemark.scoring.Learnt;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Logs;
import dev.tidemark.training.data.RuleTable;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendChoiceTest {
  private static final int SHOPPERS = 40;
  private static final long START = 1_600_000_000;
  private static final long WEEK = 7 * 86_400;

  @Test
  void shouldCountRulesAsFarAsTheyHelp() {
    // Given: item n is always followed by item n + 1, around a ring of 20
    TrainingData data = data((shopper, time) -> (shopper + time) % 20);
    Counts counts = counts(data, Optional.empty(), RuleTable.of(data));

    assertThat(chosen(data, counts, clueless(data)).shares().rules()).isGreaterThan(0);
    assertThat(chosen(data, counts, sure(data)).shares().rules()).isZero();
  }

  @Test
  void shouldCountHabitsAsFarAsTheyHelp() {
    // Given: everybody takes one item of their own, but for a common one at first
    TrainingData data = data((shopper, time) -> time == 0 ? 99 : shopper);
    Counts counts = counts(data, Optional.of(new Habit(30, 0)), none(data));

    assertThat(chosen(data, counts, clueless(data)).shares().habits()).isGreaterThan(0);
    assertThat(chosen(data, counts, sure(data)).shares().habits()).isZero();
  }

  @Test
  void shouldFollowTheTrendOfTheDayAskedAbout() {
    // Given: every fifth week something else is in demand, of twelve things by turns
    TrainingData data = data((shopper, time) -> time / 5 % 12);

    Counts nothing = counts(data, Optional.empty(), none(data));
    Blend blend = chosen(data, nothing, clueless(data));

    assertThat(blend.shares().trend()).isGreaterThan(0);
    assertThat(blend.shares().rules() + blend.shares().habits()).isZero();
    EncodedSequence nobody =
        new SequenceEncoder(data.vocabulary(), data.spec()).encode(new History(0), 0);
    for (int time : new int[] {5, 15, 30}) {
      Demand then = Counting.demand(data, Optional.empty(), (START + time * WEEK) * 1000);
      double[] answer = blend.at(then).answer(new Learnt(even(data), 0, 0), nobody).probabilities();
      assertThat(IntStream.range(0, answer.length).boxed().max(comparing(i -> answer[i])))
          .as("most in demand before week %d", time)
          .hasValue(
              data.vocabulary().indexOf("i%02d".formatted((time - 1) / 5 % 12)).orElseThrow() - 1);
    }
  }

  private interface Taste {
    int item(int shopper, int time);
  }

  private static SequentialRules none(TrainingData data) {
    return SequentialRules.none(data.popularity().length);
  }

  private static Counts counts(TrainingData data, Optional<Habit> habit, SequentialRules rules) {
    return Counting.counts(data, habit, rules, false);
  }

  private static Blend chosen(TrainingData data, Counts counts, Ranker network) {
    SequenceEncoder encoder = new SequenceEncoder(data.vocabulary(), data.spec());
    Evaluator evaluator = new Evaluator(data.vocabulary().size(), false);
    return new BlendChoice(data, counts, network, encoder, evaluator).best();
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
              scores[query.targets()[0] - 1] = 0.9f;
              sink.scores(query, scores);
            });
  }

  private static float[] even(TrainingData data) {
    float[] scores = new float[data.vocabulary().size()];
    Arrays.fill(scores, 1f / scores.length);
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
    return new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(50, 200);
  }
}
