package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.SequentialRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTableTest {
  /** Items a, b, c are bought in this order by two shoppers, by another in the reverse order. */
  private static final List<String> EVENTS =
      List.of(
          "u1 a 1", "u1 b 2", "u1 c 3", "u2 a 1", "u2 b 2", "u2 c 3", "u3 c 1", "u3 b 2", "u3 a 3");

  @Test
  void shouldCountWhatComesAfterLessWithDistanceAndFrequency() {
    TrainingData data = data(EVENTS);
    SequentialRules rules = RuleTable.of(data);

    // Each occurs three times: c follows a twice with one in between, b follows a twice at once
    assertThat(strength(data, rules, "a", "b")).isEqualTo(2f / 3);
    assertThat(strength(data, rules, "a", "c")).isEqualTo(2 * 0.8f / 3);
    assertThat(strength(data, rules, "c", "b")).isEqualTo(1f / 3);
    assertThat(strength(data, rules, "a", "a")).isZero();
  }

  @Test
  void shouldNotSeeWhatIsHeldOutAndStopAfterTen() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      events.add("u i%02d %d".formatted(i, i));
    }
    TrainingData data = data(events, Split.leaveOneOut(Optional.empty()));
    SequentialRules rules = RuleTable.of(data);

    assertThat(strength(data, rules, "i00", "i10")).isGreaterThan(0);
    assertThat(strength(data, rules, "i00", "i11")).as("eleven later").isZero();
    assertThat(strength(data, rules, "i10", "i11")).isGreaterThan(0);
    assertThat(strength(data, rules, "i11", "i12")).as("validation").isZero();
  }

  @Test
  void shouldKeepTheStrongestAndOfEqualsTheMoreFrequent() {
    List<String> events = new ArrayList<>();
    for (int follower = 0; follower < 60; follower++) {
      for (int shopper = 0; shopper <= follower % 30; shopper++) {
        events.add("u%d-%d first 1".formatted(follower, shopper));
        events.add("u%d-%d f%02d 2".formatted(follower, shopper, follower));
      }
    }
    TrainingData data = data(events);
    SequentialRules rules = RuleTable.of(data);

    for (int follower = 0; follower < 60; follower++) {
      float strength = strength(data, rules, "first", "f%02d".formatted(follower));
      if (follower % 30 >= 5) {
        assertThat(strength).isGreaterThan(0);
      } else {
        assertThat(strength).as("one of the ten weakest").isZero();
      }
    }
  }

  @Test
  void shouldAddUpWhatFollowsTheNewestItems() {
    TrainingData data = data(EVENTS);
    SequentialRules rules = RuleTable.of(data);
    History history = data.histories().get(0);

    // When: a, b, c were taken
    double[] sums = new double[3];
    rules.add(new SequenceEncoder(data.vocabulary(), data.spec()).encode(history, 10), 1, sums);

    // Then: c just now, b before it, a before that
    assertThat(sums[row(data, "b")]).isCloseTo(1.0 / 3 + 0.64 * 2 / 3, within(1e-6));
    assertThat(sums[row(data, "a")]).isCloseTo(0.8 / 3 + 0.8 / 3, within(1e-6));
    assertThat(sums[row(data, "c")]).isCloseTo(0.8 * 2 / 3 + 0.64 * 2 * 0.8 / 3, within(1e-6));
  }

  private static float strength(
      TrainingData data, SequentialRules rules, String item, String follower) {
    return rules.strength(row(data, item), row(data, follower));
  }

  private static int row(TrainingData data, String item) {
    return data.vocabulary().indexOf(item).orElseThrow() - 1;
  }

  private static TrainingData data(List<String> events) {
    return data(
        events,
        new Split(
            rows -> new Split.Parts(rows.size(), List.of(), List.of()), false, Optional.empty()));
  }

  private static TrainingData data(List<String> events, Split split) {
    return new LogEncoder(Logs.of(events.toArray(new String[0])), split).encode(50, 0);
  }
}
