package dev.tidemark.scoring;

import dev.tidemark.features.EncodedSequence;
import java.util.Arrays;

/**
 * What shoppers took after an item, counted instead of learnt: sequential rules (Ludewig and
 * Jannach 2018), here with decay on both sides.
 *
 * <pre>
 * rule(i, j) = sum over each j up to 10 interactions after an i of weight * 0.8^(between), divided
 *              by sqrt(count(i) count(j)); the 50 greatest of each i
 * rules(j) = sum over the newest interactions i of 0.8^(since) * rule(i, j), divided by the sum
 *            over all items
 * </pre>
 *
 * <p>Weight is that of j's kind of behaviour, between and since are numbers of interactions. A
 * network has to fit few and rare successions into vectors that are good for all else; a table
 * keeps them.
 *
 * @param first where the rules of each item begin, by vocabulary index - 1; behind the last, the
 *     end
 * @param followers what follows, vocabulary index - 1
 * @param strengths how strongly
 */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record SequentialRules(int[] first, int[] followers, float[] strengths) {
  /** Rules of each item at most. */
  public static final int FOLLOWERS = 50;

  /** What a rule counts less with each interaction in between or since. */
  public static final float DECAY = 0.8f;

  /** No rules at all. */
  public static SequentialRules none(int items) {
    return new SequentialRules(new int[items + 1], new int[0], new float[0]);
  }

  /** The same rules among more items, which have none. */
  public SequentialRules withItems(int items) {
    int[] longer = Arrays.copyOf(first, items + 1);
    Arrays.fill(longer, first.length, longer.length, first[first.length - 1]);
    return new SequentialRules(longer, followers, strengths);
  }

  /** How strongly an item follows another; 0 = not at all. */
  public float strength(int item, int follower) {
    for (int i = first[item]; i < first[item + 1]; i++) {
      if (followers[i] == follower) {
        return strengths[i];
      }
    }
    return 0;
  }

  /** The sum of all that follows the newest items of a history, those after the start token. */
  double sum(EncodedSequence sequence) {
    double sum = 0;
    double decay = 1;
    for (int slot = sequence.length() - 1; !sequence.isStart(slot); slot--) {
      int item = sequence.items()[slot] - 1;
      for (int i = first[item]; i < first[item + 1]; i++) {
        sum += decay * strengths[i];
      }
      decay *= DECAY;
    }
    return sum;
  }

  /**
   * Adds what follows the newest items of a history, times a scale, to the items it belongs to.
   *
   * @param sums by vocabulary index - 1
   */
  public void add(EncodedSequence sequence, double scale, double[] sums) {
    double decay = scale;
    for (int slot = sequence.length() - 1; !sequence.isStart(slot); slot--) {
      int item = sequence.items()[slot] - 1;
      for (int i = first[item]; i < first[item + 1]; i++) {
        sums[followers[i]] += decay * strengths[i];
      }
      decay *= DECAY;
    }
  }
}
