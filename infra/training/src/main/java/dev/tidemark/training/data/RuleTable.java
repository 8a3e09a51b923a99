package dev.tidemark.training.data;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import dev.tidemark.features.History;
import dev.tidemark.scoring.SequentialRules;
import java.util.Arrays;

/** Counts {@link SequentialRules} in the training part. */
public final class RuleTable {
  private static final int AHEAD = 10;

  private final int[] first;
  private final IntArrayList followers = new IntArrayList();
  private final FloatArrayList strengths = new FloatArrayList();

  private RuleTable(int items) {
    first = new int[items + 1];
  }

  /** The rules of the training part. */
  public static SequentialRules of(TrainingData data) {
    int items = data.popularity().length;
    RuleTable rules = new RuleTable(items);
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
          decay *= SequentialRules.DECAY;
        }
      }
      rules.keep(item, sums, touched, count, data.popularity());
    }
    return new SequentialRules(rules.first, rules.followers.toArray(), rules.strengths.toArray());
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
    for (int i = count - 1; i >= Math.max(0, count - SequentialRules.FOLLOWERS); i--) {
      followers.add(sums.length - (int) keys[i]);
      strengths.add(Float.intBitsToFloat((int) (keys[i] >>> Integer.SIZE)));
    }
    first[item + 1] = followers.size();
  }
}
