package dev.tidemark.training.network.attention;

import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.TowerBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What each position of a window may look at when all of them ask: nothing after itself. Positions
 * are taken in spans, so that most of what would be hidden is not looked at to begin with, and so
 * that what is worked on fits the processor's cache.
 */
public final class CausalMemory {
  private static final int SPAN = 50;
  private static final int HIDDEN_AGE = -1;

  private final Ops tf;
  private final SequenceSize size;
  private final Operand<TFloat32> vectors;
  private final Operand<TInt32> behaviours;
  private final Operand<TInt32> occurrences;
  private final Operand<TInt32> seconds;
  private final Operand<TInt32> requestSeconds;

  /**
   * @param vectors of the items, [batch, slots, dimension]
   * @param behaviours [batch, slots]
   * @param occurrences [batch, slots]
   * @param seconds times of the slots, [batch, slots]; see {@link TowerBatch}
   * @param requestSeconds the time asked about, [batch, positions]
   */
  public CausalMemory(
      Ops tf,
      SequenceSize size,
      Operand<TFloat32> vectors,
      Operand<TInt32> behaviours,
      Operand<TInt32> occurrences,
      Operand<TInt32> seconds,
      Operand<TInt32> requestSeconds) {
    this.tf = tf;
    this.size = size;
    this.vectors = vectors;
    this.behaviours = behaviours;
    this.occurrences = occurrences;
    this.seconds = seconds;
    this.requestSeconds = requestSeconds;
  }

  /** One after the other, for all positions. */
  public List<HistoryAttention.Memory> spans() {
    int[][][] distances = Distance.ofWindow(size.positions(), size.older());
    List<HistoryAttention.Memory> spans = new ArrayList<>();
    for (int from = 0; from < size.positions(); from += SPAN) {
      int to = Math.min(size.positions(), from + SPAN);
      int slots = size.older() + to;
      int[][][] near = new int[1][to - from][slots];
      for (int position = from; position < to; position++) {
        System.arraycopy(distances[0][position], 0, near[0][position - from], 0, slots);
      }
      spans.add(
          new HistoryAttention.Memory(
              to - from,
              size.slots() - slots,
              first(vectors, slots),
              first(behaviours, slots),
              first(occurrences, slots),
              tf.constant(near),
              ages(from, to)));
    }
    return spans;
  }

  /**
   * Seconds from every slot to what each position asks about, 0 where it is dated later, as the
   * encoder has it; a position sees none after it, and nobody what is not there.
   */
  private Operand<TInt32> ages(int from, int to) {
    int slots = size.older() + to;
    Operand<TInt32> times = tf.expandDims(first(seconds, slots), tf.constant(1));
    Operand<TInt32> asked =
        tf.slice(
            requestSeconds,
            tf.constant(new int[] {0, from}),
            tf.constant(new int[] {-1, to - from}));
    Operand<TInt32> all = tf.math.sub(tf.expandDims(asked, tf.constant(2)), times);
    int[][][] notStart = new int[1][1][slots];
    int[][][] oldest = new int[1][to - from][slots];
    for (int slot = 0; slot < slots; slot++) {
      notStart[0][0][slot] = slot == size.older() ? 0 : 1;
      for (int position = from; position < to; position++) {
        oldest[0][position - from][slot] =
            slot > size.older() + position ? HIDDEN_AGE : Integer.MAX_VALUE;
      }
    }
    Operand<TInt32> isHidden =
        tf.dtypes.cast(tf.math.equal(times, tf.constant(TowerBatch.HIDDEN)), TInt32.class);
    Operand<TInt32> known =
        tf.math.maximum(tf.math.mul(all, tf.constant(notStart)), tf.constant(0));
    return tf.math.minimum(tf.math.sub(known, isHidden), tf.constant(oldest));
  }

  /** The first slots of [batch, slots, ...]. */
  private <T extends TNumber> Operand<T> first(Operand<T> tensor, int slots) {
    int dimensions = tensor.shape().numDimensions();
    int[] length = new int[dimensions];
    Arrays.fill(length, -1);
    length[1] = slots;
    return tf.slice(tensor, tf.constant(new int[dimensions]), tf.constant(length));
  }
}
