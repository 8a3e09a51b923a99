package dev.tidemark.training.network.attention;

import dev.tidemark.features.Input;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.Tensors;
import dev.tidemark.training.network.TowerBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What each position of a window may look at when all of them ask: nothing after itself. Positions
 * are taken in spans, so that most of what would be hidden is not looked at to begin with, and so
 * that what is worked on fits the processor's cache.
 *
 * @param vectors of the items, [batch, slots, dimension]
 * @param inputs of the slots, [batch, slots]
 * @param seconds times of the slots, [batch, slots]; see {@link TowerBatch}
 * @param requestSeconds the time asked about, [batch, positions]
 */
public record CausalMemory(
    Tensors tf,
    SequenceSize size,
    Operand<TFloat32> vectors,
    Function<Input, Operand<TInt32>> inputs,
    Operand<TInt32> seconds,
    Operand<TInt32> requestSeconds) {
  private static final int SPAN = 50;
  private static final int HIDDEN_AGE = -1;

  /** One after the other, for all positions. */
  public List<HistoryAttention.Memory> spans() {
    Operand<TInt32> behaviours = inputs.apply(Input.BEHAVIOURS);
    Operand<TInt32> occurrences = inputs.apply(Input.OCCURRENCES);
    List<HistoryAttention.Memory> spans = new ArrayList<>();
    for (int from = 0; from < size.positions(); from += SPAN) {
      int to = Math.min(size.positions(), from + SPAN);
      int slots = size.older() + to;
      int[][] distances =
          IntStream.range(from, to)
              .mapToObj(position -> Distance.of(position, size.older(), slots))
              .toArray(int[][]::new);
      spans.add(
          new HistoryAttention.Memory(
              to - from,
              size.slots() - slots,
              tf.slice(vectors, 1, 0, slots),
              tf.slice(behaviours, 1, 0, slots),
              tf.slice(occurrences, 1, 0, slots),
              tf.ops().constant(new int[][][] {distances}),
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
    Operand<TInt32> times = tf.expand(tf.slice(seconds, 1, 0, slots), 1);
    Operand<TInt32> asked = tf.slice(requestSeconds, 1, from, to - from);
    Operand<TInt32> all = tf.sub(tf.expand(asked, 2), times);
    int[][][] notStart = new int[1][1][slots];
    int[][][] oldest = new int[1][to - from][slots];
    for (int slot = 0; slot < slots; slot++) {
      notStart[0][0][slot] = slot == size.older() ? 0 : 1;
      for (int position = from; position < to; position++) {
        oldest[0][position - from][slot] =
            slot > size.older() + position ? HIDDEN_AGE : Integer.MAX_VALUE;
      }
    }
    Operand<TInt32> isHidden = tf.ints(tf.equal(times, tf.constant(TowerBatch.HIDDEN)));
    Operand<TInt32> known = tf.max(tf.mul(all, tf.ops().constant(notStart)), 0);
    return tf.ops().math.minimum(tf.sub(known, isHidden), tf.ops().constant(oldest));
  }
}
