package dev.tidemark.training.fit;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.Habit;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.data.RuleTable;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Counts what is not learnt, from the training part. */
final class Counting {
  private static final Duration LATELY = Duration.ofDays(28);

  private Counting() {}

  /** What this network is to be blended with, as of the end of training. */
  static Counts of(TrainingData data, SequenceEncoder encoder, NetworkShape shape) {
    return counts(
        data,
        shape.countsHabits() ? Optional.of(HabitChoice.of(data, encoder)) : Optional.empty(),
        shape.has(Part.RULES) ? RuleTable.of(data) : SequentialRules.none(data.popularity().length),
        shape.onlyNew());
  }

  static Counts counts(
      TrainingData data, Optional<Habit> habit, SequentialRules rules, boolean onlyNew) {
    return new Counts(
        habit,
        data.weights().byKind(data.spec()),
        rules,
        onlyNew,
        demand(data, habit, data.recent().afterNewest()));
  }

  /**
   * What is in demand at a moment.
   *
   * @param moment epoch milliseconds
   */
  static Demand demand(TrainingData data, Optional<Habit> habit, long moment) {
    long[] lately = lately(data.recent(), moment);
    float[] popularity = new float[lately.length];
    for (int i = 0; i < popularity.length; i++) {
      popularity[i] = (float) Math.log(data.popularity()[i] + 1.0);
    }
    return new Demand(
        data.recent().at(moment),
        habit.map(counted -> counted.factors(lately)).orElse(new float[lately.length]),
        trend(lately, data.popularity()),
        popularity);
  }

  /** How often each item occurred within 28 days, with one added (Laplace), by index - 1. */
  static long[] lately(RecentShare recent, long millis) {
    return Arrays.stream(recent.counts(millis, LATELY)).map(count -> count + 1).toArray();
  }

  /** The logarithm of each item's share lately less that in all of training, with one added. */
  private static float[] trend(long[] lately, long[] popularity) {
    double all = Arrays.stream(popularity).sum() + popularity.length;
    double whole = Math.log(all / Arrays.stream(lately).sum());
    float[] trend = new float[lately.length];
    for (int i = 0; i < trend.length; i++) {
      trend[i] = (float) (whole + Math.log(lately[i] / (popularity[i] + 1.0)));
    }
    return trend;
  }
}
