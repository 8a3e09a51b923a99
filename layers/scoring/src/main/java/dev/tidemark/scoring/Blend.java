package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.Locale;

/**
 * How the answer is blended from what the network learnt and what was counted:
 *
 * <pre>
 * (1 - r) ((1 - h) P + h H) + r R
 * </pre>
 *
 * <p>H is the habit, R are the rules, and P is what the network says times {@code trend^t
 * popularity^p}, since it only learns from a time that is over. What says nothing of a history
 * leaves its share to the others. Immutable.
 */
public final class Blend {
  private final Shares shares;
  private final Counts counts;

  /** What the network's probabilities are multiplied with. */
  private final double[] multipliers;

  /**
   * The four numbers that are chosen on what followed training.
   *
   * @param habits h, below 1
   * @param rules r, below 1
   * @param trend t, exponent of what an item had of late, relative to other times
   * @param popularity p, exponent of what an item had in all of training
   */
  public record Shares(float habits, float rules, float trend, float popularity) {
    /** The network alone. */
    public static final Shares NONE = new Shares(0f, 0f, 0f, 0f);

    public Shares {
      // Also where one is not a number.
      if (!(habits >= 0 && habits < 1 && rules >= 0 && rules < 1)) {
        throw new IllegalArgumentException(
            "shares of habits and rules must be 0 or more and below 1, not "
                + habits
                + " and "
                + rules);
      }
    }
  }

  public Blend(Shares shares, Counts counts) {
    this.shares = shares;
    this.counts = counts;
    Demand demand = counts.demand();
    multipliers = new double[demand.items()];
    for (int i = 0; i < multipliers.length; i++) {
      multipliers[i] =
          Math.exp(shares.trend * demand.trend()[i] + shares.popularity * demand.popularity()[i]);
    }
  }

  public Shares shares() {
    return shares;
  }

  public Counts counts() {
    return counts;
  }

  /** The same with what is in demand at another moment. */
  public Blend at(Demand demand) {
    return new Blend(shares, counts.with(demand));
  }

  /** How probable each item is after a history; they add up to 1. */
  public Answer answer(Learnt learnt, EncodedSequence sequence) {
    float[] network = learnt.probabilities();
    double networkSum = networkSum(network);
    double[] habit = shares.habits > 0 ? counts.habitBySlot(sequence) : new double[0];
    double habitSum = 0;
    for (double count : habit) {
      habitSum += count;
    }
    double ruleSum = shares.rules > 0 ? counts.rules().sum(sequence) : 0;

    double rest = 1.0 - shares.rules;
    double p = rest * (1.0 - shares.habits);
    double h = habitSum > 0 ? rest * shares.habits : 0;
    double r = ruleSum > 0 ? shares.rules : 0;
    double all = p + h + r;
    double networkScale = p / all / networkSum;
    double habitScale = h == 0 ? 0 : h / all / habitSum;
    double ruleScale = r == 0 ? 0 : r / all / ruleSum;

    double[] answer = new double[network.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = networkScale * network[i] * multipliers[i];
    }
    if (habitScale > 0) {
      for (int slot = 0; slot < habit.length; slot++) {
        if (!sequence.isStart(slot)) {
          answer[sequence.items()[slot] - 1] += habitScale * habit[slot];
        }
      }
    }
    if (ruleScale > 0) {
      counts.rules().add(sequence, ruleScale, answer);
    }
    double left = counts.onlyNew() ? leaveOutSeen(sequence, answer) : 1;
    return new Answer(answer, learnt, counts, sequence, habitScale / left, ruleScale / left);
  }

  /** Two sums side by side, since each would wait for its last addition. */
  private double networkSum(float[] network) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < network.length; i += 2) {
      even += network[i] * multipliers[i];
      odd += network[i + 1] * multipliers[i + 1];
    }
    return i < network.length ? even + odd + network[i] * multipliers[i] : even + odd;
  }

  /** What was left of the sum of 1, before it was made 1 again. */
  private static double leaveOutSeen(EncodedSequence sequence, double[] answer) {
    for (int slot = 0; slot < sequence.length(); slot++) {
      if (!sequence.isStart(slot)) {
        answer[sequence.items()[slot] - 1] = 0;
      }
    }
    double left = 0;
    for (double probability : answer) {
      left += probability;
    }
    for (int i = 0; i < answer.length; i++) {
      answer[i] /= left;
    }
    return left;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "trend^%.1f popularity^%.1f", shares.trend, shares.popularity));
    if (shares.rules > 0) {
      text.append(String.format(Locale.ROOT, "; rules %.2f", shares.rules));
    }
    if (shares.habits > 0) {
      text.append(
          String.format(
              Locale.ROOT, "; habits %.1f (%s)", shares.habits, counts.habit().orElseThrow()));
    }
    return text.toString();
  }
}
