package dev.tidemark.training.data;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
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
 */
public final class SequentialRules {
  /** Rules of each item. */
  public static final int FOLLOWERS = 50;

  /** What a rule counts less with each interaction in between or since. */
  public static final float DECAY = 0.8f;

  private static final int AHEAD = 10;

  private final int[] followers;
  private final float[] strengths;

  private SequentialRules(int items) {
    followers = new int[items * FOLLOWERS];
    strengths = new float[items * FOLLOWERS];
  }

  /** The rules of the training part. */
  public static SequentialRules of(TrainingData data) {
    int items = data.popularity().length;
    SequentialRules rules = new SequentialRules(items);
    Occurrences occurrences = new Occurrences(data);
    float[] sums = new float[items];
    int[] touched = new int[items];
    for (int item = 0; item < items; item++) {
      int count = 0;
      for (int i = occurrences.first[item]; i < occurrences.first[item + 1]; i++) {
        History history = data.histories().get(occurrences.users[i]);
        int row = occurrences.rows[i];
        int end = Math.min(data.trained()[occurrences.users[i]], row + 1 + AHEAD);
        float decay = 1;
        for (int next = row + 1; next < end; next++) {
          float weight = data.weights().of(history.behaviour(next)) * decay;
          int follower = history.item(next) - 1;
          if (weight > 0 && sums[follower] == 0) {
            touched[count++] = follower;
          }
          sums[follower] += weight;
          decay *= DECAY;
        }
      }
      rules.keep(item, sums, touched, count, data.popularity());
    }
    return rules;
  }

  /** Where each item occurs in training. */
  private static final class Occurrences {
    private final int[] first;
    private final int[] users;
    private final int[] rows;

    Occurrences(TrainingData data) {
      int items = data.popularity().length;
      first = new int[items + 1];
      for (int item = 0; item < items; item++) {
        first[item + 1] = Math.toIntExact(first[item] + data.popularity()[item]);
      }
      users = new int[first[items]];
      rows = new int[first[items]];
      int[] next = first.clone();
      for (int user = 0; user < data.trained().length; user++) {
        for (int row = 0; row < data.trained()[user]; row++) {
          int place = next[data.histories().get(user).item(row) - 1]++;
          users[place] = user;
          rows[place] = row;
        }
      }
    }
  }

  /** Keeps the strongest rules of an item and sets their sums back to 0. */
  private void keep(int item, float[] sums, int[] touched, int count, long[] popularity) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      int follower = touched[i];
      double norm = Math.sqrt((double) popularity[item] * popularity[follower]);
      float strength = (float) (sums[follower] / norm);
      // Floats above 0 are in the order of their bits; of equals the more frequent item is greater.
      keys[i] = (long) Float.floatToIntBits(strength) << Integer.SIZE | (sums.length - follower);
      sums[follower] = 0;
    }
    Arrays.sort(keys);
    for (int rank = 0; rank < Math.min(count, FOLLOWERS); rank++) {
      long key = keys[count - 1 - rank];
      followers[item * FOLLOWERS + rank] = sums.length - (int) key + 1;
      strengths[item * FOLLOWERS + rank] = Float.intBitsToFloat((int) (key >>> Integer.SIZE));
    }
  }

  /** Vocabulary indices of what follows each item, 0 = none, [items * FOLLOWERS]; exact floats. */
  public float[] followers() {
    float[] floats = new float[followers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = followers[i];
    }
    return floats;
  }

  /** How strongly, [items * FOLLOWERS]. */
  public float[] strengths() {
    return strengths.clone();
  }

  /**
   * Adds what follows the newest items of a history, those after the start token; the sums do not
   * add up to 1.
   *
   * @param sums by vocabulary index - 1
   */
  public void count(EncodedSequence sequence, double[] sums) {
    double decay = 1;
    for (int slot = sequence.length() - 1; !sequence.isStart(slot); slot--) {
      int from = (sequence.items()[slot] - 1) * FOLLOWERS;
      for (int i = from; i < from + FOLLOWERS && followers[i] > 0; i++) {
        sums[followers[i] - 1] += decay * strengths[i];
      }
      decay *= DECAY;
    }
  }
}
