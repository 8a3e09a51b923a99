package dev.tidemark.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * What the network alone says about what comes next.
 *
 * @param probabilities of all items; the one of vocabulary index {@code i} stands at {@code i - 1}.
 *     Belongs to the receiver
 * @param longTerm share of the long-term interest in it, 0 to 1; the rest is the short-term one
 * @param popular share of what is popular lately in it, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of a tensor's contents, never compared
public record Learnt(float[] probabilities, double longTerm, double popular) {

  /**
   * One for each sequence, from the network's tensors.
   *
   * @param logProbabilities [sequences * items]
   * @param interest shares of the long-term and the short-term interest, [sequences * 2]
   * @param popular [sequences]
   */
  public static List<Learnt> ofRows(float[] logProbabilities, float[] interest, float[] popular) {
    int items = logProbabilities.length / popular.length;
    List<Learnt> learnt = new ArrayList<>(popular.length);
    for (int row = 0; row < popular.length; row++) {
      float[] probabilities = new float[items];
      for (int i = 0; i < items; i++) {
        probabilities[i] = (float) Math.exp(logProbabilities[row * items + i]);
      }
      learnt.add(new Learnt(probabilities, interest[2 * row], popular[row]));
    }
    return learnt;
  }
}
