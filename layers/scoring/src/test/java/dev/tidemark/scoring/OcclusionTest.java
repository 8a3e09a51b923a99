package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.Moment;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OcclusionTest {
  private static final int ITEMS = 40;
  private static final long NOW = 1_700_000_001_000L;

  @Test
  void shouldNameWhatLowersTheProbabilityAndWithoutWhatItIsNotAnswered() {
    // Given: item 10 follows items 1 and 2, the newest one, and item 11 follows item 3
    SequentialRules rules = rules(new int[] {1, 10}, new int[] {2, 10}, new int[] {3, 11});
    CountScorer scorer = CountScorer.ofRules(ITEMS, .5f, rules);

    // When
    Occlusion.Reason reason = reason(scorer, 10, 1, 3, 1, 2);

    // Then
    assertThat(reason.carriers()).containsExactly(1, 2);
    assertThat(reason.without()).containsExactly(1, 2);
  }

  @Test
  void shouldNameNothingWhereTheHistoryDoesNotMatter() {
    CountScorer scorer = CountScorer.ofRules(ITEMS, 0, SequentialRules.none(ITEMS));

    assertThat(reason(scorer, 1, 2, 3)).isEqualTo(new Occlusion.Reason(List.of(), List.of()));
  }

  @Test
  void shouldAlsoLeaveOutWhatWasDoneWithAnAnsweredItemLongAgo() {
    // Given: more items than are left out, item 1 long before all others
    int[] history = IntStream.rangeClosed(1, 30).toArray();

    for (int answered : new int[] {31, 1}) {
      CountScorer scorer = CountScorer.ofRules(ITEMS, .5f, rules(new int[] {1, 1}));
      Occlusion.Reason reason = reason(scorer, answered, history);

      // The question itself, then all that occlude an item each, and no set.
      assertThat(scorer.batches).containsExactly(1, 10);
      assertThat(reason.carriers()).isEqualTo(answered == 1 ? List.of(1) : List.of());
    }
  }

  @Test
  void shouldKnowAHabitWithoutAskingWhereManyAreAnswered() {
    // Given: seven habits are answered, more than are asked about by themselves
    CountScorer scorer = CountScorer.ofHabits(ITEMS);
    int[] history = IntStream.rangeClosed(1, 20).toArray();
    List<Integer> answered = List.of(1, 2, 3, 4, 5, 6, 7);

    // When
    Map<Integer, Occlusion.Reason> reasons = reasons(scorer, answered, answered.size(), history);

    // Then: no longer among the seven without it, where that was asked
    assertThat(scorer.batches).containsExactly(1, 10);
    for (int item : answered) {
      Occlusion.Reason reason = reasons.get(item);
      assertThat(reason.carriers()).first().isEqualTo(item);
      assertThat(reason.without()).isEqualTo(item <= 5 ? List.of(item) : List.of());
    }
  }

  @Test
  void shouldAskAboutFourSetsAtMost() {
    // Given: each of six answered items follows two of the history
    SequentialRules rules =
        rules(
            IntStream.rangeClosed(1, 8)
                .mapToObj(i -> new int[] {i, 20 + (i + 1) / 2})
                .toArray(int[][]::new));
    CountScorer scorer = CountScorer.ofRules(ITEMS, .9f, rules);

    // When
    Map<Integer, Occlusion.Reason> reasons =
        reasons(scorer, List.of(24, 23, 22, 21, 1, 2), 10, IntStream.rangeClosed(1, 8).toArray());

    // Then
    assertThat(scorer.batches).startsWith(1, 8);
    assertThat(scorer.batches.stream().skip(2).mapToInt(it -> it).sum()).isLessThanOrEqualTo(4);
    assertThat(reasons.get(24).without()).containsExactly(8, 7);
  }

  /** Why an item is the first one after a history, one event a second. */
  private static Occlusion.Reason reason(Scorer scorer, int item, int... history) {
    return reasons(scorer, List.of(item), 1, history).get(item);
  }

  /** Why items are among the first ones. */
  private static Map<Integer, Occlusion.Reason> reasons(
      Scorer scorer, List<Integer> items, int count, int... history) {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    for (int i = 1; i <= ITEMS; i++) {
      entries.add(new Vocabulary.Entry("item-" + i, "", Double.NaN));
    }
    SequenceEncoder encoder =
        new SequenceEncoder(
            new Vocabulary(entries),
            new FeatureSpec(
                40,
                0,
                List.of(KnownBehaviour.plain("view")),
                20,
                RequestGap.BUCKETS - 1,
                false,
                false));
    History known = new History(history.length);
    for (int i = 0; i < history.length; i++) {
      known.add(history[i], 1, NOW - 1000L * (history.length - i), Float.NaN);
    }
    Answer answer = scorer.score(encoder.encode(known, NOW));
    return new Occlusion(encoder, scorer)
        .reasons(
            items,
            new Occlusion.Question(known, Moment.of(NOW), answer, new boolean[ITEMS], count));
  }

  /** One rule for each pair of an item and what follows it, the items in ascending order. */
  private static SequentialRules rules(int[]... pairs) {
    int[] first = new int[ITEMS + 1];
    int[] followers = new int[pairs.length];
    float[] strengths = new float[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      for (int later = pairs[i][0]; later <= ITEMS; later++) {
        first[later]++;
      }
      followers[i] = pairs[i][1] - 1;
      strengths[i] = 1;
    }
    return new SequentialRules(first, followers, strengths);
  }
}
