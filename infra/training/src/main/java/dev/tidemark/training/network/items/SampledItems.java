package dev.tidemark.training.network.items;

import dev.tidemark.training.network.Feeds;
import dev.tidemark.training.network.Tensors;
import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Items drawn anew in each step to stand for all others in a sampled softmax (Jean et al. 2015).
 * The vocabulary is sorted by frequency, so rows are drawn log-uniformly: row {@code k} of {@code
 * V} with the probability {@code q(k) = log((k + 2) / (k + 1)) / log(V + 1)}.
 */
public final class SampledItems {
  private final int items;
  private final int count;
  private final Placeholder<TInt32> rows;
  private final Placeholder<TFloat32> logExpected;

  /**
   * @param items to draw from
   * @param count drawn, with replacement
   */
  public SampledItems(Tensors tf, int items, int count) {
    this.items = items;
    this.count = count;
    rows = tf.intInput(Shape.of(count));
    logExpected = tf.floatInput(Shape.of(count));
  }

  /** Rows of the item table, [count]. */
  public Placeholder<TInt32> rows() {
    return rows;
  }

  /** Logarithm of how often each of them is drawn on average, which its logit is corrected by. */
  public Placeholder<TFloat32> logExpected() {
    return logExpected;
  }

  /** Feeds the draw of a step, the same for the same seed and step. */
  public void feed(Feeds feeds, int seed, int number) {
    int[] drawn = draw(seed, number);
    feeds.ints(rows, Shape.of(count), drawn);
    feeds.floats(logExpected, Shape.of(count), logExpected(drawn));
  }

  private int[] draw(long seed, long step) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + step);
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      int row = (int) (Math.exp(random.nextDouble() * Math.log(items + 1.0)) - 1);
      drawn[i] = Math.min(row, items - 1);
    }
    return drawn;
  }

  private float[] logExpected(int[] drawn) {
    float[] logs = new float[drawn.length];
    for (int i = 0; i < logs.length; i++) {
      double share = Math.log((drawn[i] + 2.0) / (drawn[i] + 1.0)) / Math.log(items + 1.0);
      logs[i] = (float) Math.log(count * share);
    }
    return logs;
  }
}
