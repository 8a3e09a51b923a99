package dev.tidemark.scoring;

import dev.tidemark.features.Input;
import dev.tidemark.features.SequenceBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Mixes what the network says into probabilities of all items: its softmax, the shopper's own items
 * as its heads look at them (a pointer, Vinyals et al. 2015), and what was popular lately.
 *
 * @param items that the network compares with what a shopper wants
 * @param popularity share of each item in what was popular lately, [items]
 * @param onlyNew whether items of the history are out of the softmax
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
public record Mixture(ItemTable items, float[] popularity, boolean onlyNew) {

  /** One for each sequence. */
  public List<Learnt> of(NetworkOutput output, SequenceBatch batch) {
    List<Learnt> learnt = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      learnt.add(row(output, batch, row));
    }
    return learnt;
  }

  private Learnt row(NetworkOutput output, SequenceBatch batch, int row) {
    int components = output.components().length / batch.rows();
    int first = row * components;
    float popular = output.components()[first + components - 1];
    int slots = batch.columns();
    int[] history = batch.values().get(Input.ITEMS);

    float[] probabilities = new float[popularity.length];
    System.arraycopy(
        output.softmax(), row * probabilities.length, probabilities, 0, probabilities.length);
    float share = output.components()[first];
    items.refine(probabilities, output.queries(), row);
    if (onlyNew) {
      for (int slot = row * slots; slot < (row + 1) * slots; slot++) {
        if (history[slot] > 0) {
          probabilities[history[slot] - 1] = 0;
        }
      }
    }
    share /= (float) sum(probabilities);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = share * probabilities[i] + popular * popularity[i];
    }
    int heads = components - 2;
    for (int head = 0; head < heads; head++) {
      float own = output.components()[first + 1 + head];
      int looks = (row * heads + head) * slots;
      for (int slot = 0; slot < slots; slot++) {
        int item = history[row * slots + slot];
        if (item > 0) {
          probabilities[item - 1] += own * output.repeats()[looks + slot];
        }
      }
    }
    // What heads look at where nothing is, at the start token above all, is nobody's.
    float scale = (float) (1 / sum(probabilities));
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] *= scale;
    }
    return new Learnt(probabilities, output.longTerm()[row], popular);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
