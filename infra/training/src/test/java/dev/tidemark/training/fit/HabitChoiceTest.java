package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Habit;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Logs;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shoppers who take two things each every ten days, for a year. */
class HabitChoiceTest {
  private static final int SHOPPERS = 20;
  private static final int TIMES = 36;
  private static final long TEN_DAYS = 10 * 86_400;

  @Test
  void shouldForgetFastWhereTasteChanges() {
    // Each month another pair, and the one before never again
    assertThat(chosen((shopper, time) -> time / 3 * 2).halfLifeDays()).isEqualTo(10);
  }

  @Test
  void shouldForgetSlowlyWhereOneOffsComeBetween() {
    // The same pair every fourth time, and else what never comes again
    assertThat(chosen((shopper, time) -> time % 4 == 0 ? 0 : 100 + time * 2).halfLifeDays())
        .isGreaterThanOrEqualTo(90);
  }

  private interface Taste {
    int firstItem(int shopper, int time);
  }

  private static Habit chosen(Taste taste) {
    List<String> events = new ArrayList<>();
    for (int time = 0; time < TIMES; time++) {
      for (int shopper = 0; shopper < SHOPPERS; shopper++) {
        int first = taste.firstItem(shopper, time);
        long seconds = 1_600_000_000 + time * TEN_DAYS + shopper;
        events.add("u%d i%d-%d %d".formatted(shopper, shopper, first, seconds));
        events.add("u%d i%d-%d %d".formatted(shopper, shopper, first + 1, seconds));
      }
    }
    InteractionLog log = Logs.of(events.toArray(String[]::new));
    log.sortAsServed();
    TrainingData data = new LogEncoder(log, Split.byTime(log, Optional.empty())).encode(50, 200);
    return HabitChoice.of(data, new SequenceEncoder(data.vocabulary(), data.spec()));
  }
}
