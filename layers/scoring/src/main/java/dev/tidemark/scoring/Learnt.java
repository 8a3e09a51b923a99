package dev.tidemark.scoring;

/**
 * What the network alone says about what comes next.
 *
 * @param probabilities of all items; the one of vocabulary index {@code i} stands at {@code i - 1}.
 *     Belongs to the receiver
 * @param longTerm share of the long-term interest in it, 0 to 1; the rest is the short-term one
 * @param popular share of what is popular lately in it, 0 to 1
 * @param wants what the shopper wants, as a point among the items' vectors; empty = not told
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of a tensor's contents, never compared
public record Learnt(float[] probabilities, double longTerm, double popular, float[] wants) {

  /** One that does not tell the point. */
  public Learnt(float[] probabilities, double longTerm, double popular) {
    this(probabilities, longTerm, popular, new float[0]);
  }
}
