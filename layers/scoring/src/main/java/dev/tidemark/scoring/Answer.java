package dev.tidemark.scoring;

/**
 * How probable each item is as the next one. The item of vocabulary index {@code i} stands at
 * {@code i - 1}.
 *
 * @param probabilities of all items; they belong to the receiver
 * @param longTerm share of the long-term interest in what was learnt, 0 to 1; the rest is the
 *     short-term one
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of an answer, never compared
public record Answer(double[] probabilities, double longTerm) {

  /** The same as a ranking is evaluated by. */
  public float[] floats() {
    float[] floats = new float[probabilities.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) probabilities[i];
    }
    return floats;
  }
}
