package dev.tidemark.training.fit;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.scoring.Habit;
import dev.tidemark.training.data.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses how habits are counted, within the training part: what is bought again in its second half
 * is ranked among what the shopper had before, tenth by tenth, with the demand known at the
 * beginning of each. Nothing is fitted there that could have seen the answers.
 */
final class HabitChoice {
  private static final double[] HALF_LIVES = {10, 30, 90, 270};
  private static final double[] DEMANDS = {0, 0.15, 0.3, 0.45, 0.6};
  private static final double[] FROM = {0.5, 0.6, 0.7, 0.8, 0.9};

  /** About as many interactions are enough to tell a few candidates apart. */
  private static final long ENOUGH = 200_000;

  private final TrainingData data;
  private final SequenceEncoder encoder;
  private final List<Habit> candidates =
      Arrays.stream(HALF_LIVES)
          .boxed()
          .flatMap(days -> Arrays.stream(DEMANDS).mapToObj(demand -> new Habit(days, demand)))
          .toList();
  private final double[] gains = new double[candidates.size()];
  private final float[] behaviours;
  private final double[] counts;

  private HabitChoice(TrainingData data, SequenceEncoder encoder) {
    this.data = data;
    this.encoder = encoder;
    behaviours = data.weights().byKind(data.spec());
    counts = new double[data.vocabulary().size()];
  }

  static Habit of(TrainingData data, SequenceEncoder encoder) {
    HabitChoice choice = new HabitChoice(data, encoder);
    for (int i = 0; i < FROM.length; i++) {
      long from = data.recent().momentAfter(FROM[i]);
      long to =
          i + 1 < FROM.length
              ? data.recent().momentAfter(FROM[i + 1])
              : data.recent().afterNewest();
      choice.ask(from, to);
    }
    int best = 0;
    for (int i = 0; i < choice.gains.length; i++) {
      best = choice.gains[i] > choice.gains[best] ? i : best;
    }
    return choice.candidates.get(best);
  }

  private void ask(long from, long to) {
    long[] lately = Counting.lately(data.recent(), from);
    List<float[]> factors = candidates.stream().map(habit -> habit.factors(lately)).toList();
    int step = (int) (Arrays.stream(data.popularity()).sum() / ENOUGH) + 1;
    for (int user = 0; user < data.trained().length; user += step) {
      History history = data.histories().get(user);
      int next = 0;
      for (int row = 0; row < data.trained()[user]; row = next) {
        long millis = history.millis(row);
        next = row + 1;
        while (next < data.trained()[user] && history.millis(next) == millis) {
          next++;
        }
        if (row > 0 && millis >= from && millis < to) {
          ask(history, row, next, factors);
        }
      }
    }
  }

  /** What the shopper took at one time, after all that was before. */
  private void ask(History history, int begin, int end, List<float[]> factors) {
    EncodedSequence sequence = encoder.encodeBefore(history, begin, history.millis(begin));
    int[] own = Arrays.stream(sequence.items()).filter(item -> item > 0).distinct().toArray();
    int[] again =
        IntStream.range(begin, end)
            .filter(row -> data.weights().of(history.behaviour(row)) > 0)
            .filter(row -> Arrays.stream(own).anyMatch(had -> had == history.item(row)))
            .toArray();
    if (again.length == 0) {
      return;
    }
    for (int i = 0; i < gains.length; i++) {
      double[] bySlot = candidates.get(i).bySlot(sequence, behaviours, factors.get(i));
      for (int slot = 0; slot < bySlot.length; slot++) {
        if (!sequence.isStart(slot)) {
          counts[sequence.items()[slot] - 1] += bySlot[slot];
        }
      }
      for (int row : again) {
        gains[i] +=
            data.weights().of(history.behaviour(row))
                * Math.log(2)
                / Math.log(1 + rank(own, counts[history.item(row) - 1]));
      }
      for (int item : own) {
        counts[item - 1] = 0;
      }
    }
  }

  /** From 1 on; items with the same count share their places. */
  private double rank(int[] own, double count) {
    int better = 0;
    int equal = -1;
    for (int item : own) {
      better += counts[item - 1] > count ? 1 : 0;
      equal += counts[item - 1] == count ? 1 : 0;
    }
    return 1 + better + equal / 2.0;
  }
}
