package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.Locale;

/**
 * What a shopper takes again and again, counted instead of learnt: each interaction of the history
 * counts less the longer ago it is, more the more its item was in demand lately, and by its kind of
 * behaviour as it does where it is a target of training.
 *
 * <pre>
 * habit(item) = sum over its interactions of weight * 2^(-age / half-life) * lately(item)^demand,
 *               divided by the sum over all items
 * </pre>
 *
 * <p>A network forgets what is in demand as it ages; the shopper's own counts never age.
 *
 * @param halfLifeDays time after which an interaction counts half
 * @param demand exponent of what an item had lately
 */
public record Habit(double halfLifeDays, double demand) {
  private static final double SECONDS_PER_DAY = 86_400;

  /**
   * What the count of each item is multiplied by, by vocabulary index - 1.
   *
   * @param lately how often each item occurred lately, with one added
   */
  public float[] factors(long[] lately) {
    float[] factors = new float[lately.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) Math.pow((double) lately[i], demand);
    }
    return factors;
  }

  /**
   * What each slot of a history counts for its item; together they do not add up to 1.
   *
   * @param behaviours what an interaction counts by its kind of behaviour
   * @param factors of {@link #factors}
   */
  public double[] bySlot(EncodedSequence sequence, float[] behaviours, float[] factors) {
    double decay = Math.log(2) / (halfLifeDays * SECONDS_PER_DAY);
    double[] counts = new double[sequence.length()];
    for (int slot = 0; slot < counts.length; slot++) {
      if (!sequence.isStart(slot)) {
        counts[slot] =
            behaviours[sequence.behaviours()[slot]]
                * Math.exp(-decay * sequence.ages()[slot])
                * factors[sequence.items()[slot] - 1];
      }
    }
    return counts;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "half-life %.0f days, demand^%.1f", halfLifeDays, demand);
  }
}
