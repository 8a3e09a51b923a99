package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;

/**
 * How probable each item is as the next one, and what makes it so. The item of vocabulary index
 * {@code i} stands at {@code i - 1}.
 *
 * @param probabilities of all items; they belong to the receiver
 * @param counts that were blended in
 * @param habitScale what the count of a habit is multiplied with in a probability; 0 = left out
 * @param ruleScale what the strength of a rule is multiplied with; 0 = left out
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of an answer, never compared
public record Answer(
    double[] probabilities,
    Learnt learnt,
    Counts counts,
    EncodedSequence sequence,
    double habitScale,
    double ruleScale) {

  /** The same as a ranking is evaluated by. */
  public float[] floats() {
    float[] floats = new float[probabilities.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) probabilities[i];
    }
    return floats;
  }

  /** Share of the long-term interest in what was learnt, 0 to 1; the rest is the short-term one. */
  public double longTerm() {
    return learnt.longTerm();
  }

  /** What the shopper wants, as a point among the items' vectors; empty = not told. */
  public float[] wants() {
    return learnt.wants();
  }

  /**
   * What an item is here for, found by looking at the history again: for the few that are shown.
   *
   * @param item vocabulary index - 1
   */
  public Carrier carrier(int item) {
    double habit = habitScale > 0 ? habitScale * habit(item) : 0;
    double others = ruleScale > 0 ? ruleScale * counts.rules().sum(sequence, item) : 0;
    double network = probabilities[item] - habit - others;
    if (habit > Math.max(network, others)) {
      return Carrier.HABIT;
    }
    if (others > network) {
      return Carrier.OTHERS;
    }
    double popular = learnt.popular() * counts.demand().recent()[item];
    if (2 * popular > learnt.probabilities()[item]) {
      return Carrier.POPULAR;
    }
    return learnt.longTerm() > 0.5 ? Carrier.LONG_TERM : Carrier.SHORT_TERM;
  }

  /**
   * What the habit makes up of an item's probability, 0 to 1.
   *
   * @param item vocabulary index - 1
   */
  double habitShare(int item) {
    return habitScale > 0 ? habitScale * habit(item) / probabilities[item] : 0;
  }

  private double habit(int item) {
    double[] bySlot = counts.habitBySlot(sequence);
    double sum = 0;
    for (int slot = 0; slot < bySlot.length; slot++) {
      sum += sequence.items()[slot] == item + 1 ? bySlot[slot] : 0;
    }
    return sum;
  }
}
