package dev.tidemark.scoring;

import dev.tidemark.features.Input;
import dev.tidemark.features.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mixes what the network says into probabilities of all items: its softmax, the shopper's own items
 * as its heads look at them (a pointer, Vinyals et al. 2015), and what was popular lately. What its
 * parts add up to is known beforehand, so that it looks at all items once.
 */
public final class Mixture {
  /** What is left of a softmax from which more was taken away is added up anew. */
  private static final double LITTLE = 1e-3;

  private final ItemTable items;
  private final AddedItems added;
  private final float[] popularity;
  private final double popularitySum;
  private final boolean onlyNew;

  /**
   * @param items that the network compares with what a shopper wants
   * @param popularity share of each item in what was popular lately, [items]
   * @param onlyNew whether items of the history are out of the softmax
   */
  public Mixture(ItemTable items, float[] popularity, boolean onlyNew) {
    this(items, new AddedItems(items, List.of(), 0), popularity, onlyNew);
  }

  private Mixture(ItemTable items, AddedItems added, float[] popularity, boolean onlyNew) {
    this.items = items;
    this.added = added;
    this.popularity = popularity.clone();
    this.onlyNew = onlyNew;
    double sum = 0;
    for (float share : popularity) {
      sum += share;
    }
    popularitySum = sum;
  }

  /**
   * The same with more items.
   *
   * @param share of each in what was popular lately
   */
  Mixture with(AddedItems more, float share) {
    float[] longer = Arrays.copyOf(popularity, items.items() + more.size());
    Arrays.fill(longer, items.items(), longer.length, share);
    return new Mixture(items, more, longer, onlyNew);
  }

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
    int[] history = batch.values().get(Input.ITEMS);
    int begin = row * batch.columns();
    int end = begin + batch.columns();

    float[] probabilities = softmax(output, batch.rows(), row);
    double softmaxSum = items.refine(probabilities, output.queries(), row);
    softmaxSum += added.compare(output, row, probabilities);
    if (onlyNew) {
      for (int slot = begin; slot < end; slot++) {
        if (history[slot] > 0) {
          softmaxSum -= probabilities[history[slot] - 1];
          probabilities[history[slot] - 1] = 0;
        }
      }
      softmaxSum = softmaxSum > LITTLE ? softmaxSum : sum(probabilities);
    }
    float popular = output.components()[first + components - 1];
    double[] own = own(output, batch, row, components - 2);
    double all = output.components()[first] + popular * popularitySum;
    for (double share : own) {
      all += share;
    }
    float ofSoftmax = (float) (output.components()[first] / softmaxSum / all);
    float ofPopular = (float) (popular / all);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = ofSoftmax * probabilities[i] + ofPopular * popularity[i];
    }
    for (int slot = begin; slot < end; slot++) {
      if (history[slot] > 0) {
        probabilities[history[slot] - 1] += (float) (own[slot - begin] / all);
      }
    }
    int dimension = output.queries().length / batch.rows();
    float[] wants = Arrays.copyOfRange(output.queries(), row * dimension, (row + 1) * dimension);
    return new Learnt(probabilities, output.longTerm()[row], popular, wants);
  }

  /** With room for added items; of a single sequence it is not copied, for it may be large. */
  private float[] softmax(NetworkOutput output, int rows, int row) {
    if (rows == 1 && popularity.length == items.items()) {
      return output.softmax();
    }
    float[] softmax = new float[popularity.length];
    System.arraycopy(output.softmax(), row * items.items(), softmax, 0, items.items());
    return softmax;
  }

  /** What heads give each slot; where nothing is, at the start token above all, it is nobody's. */
  private static double[] own(NetworkOutput output, SequenceBatch batch, int row, int heads) {
    int slots = batch.columns();
    int[] history = batch.values().get(Input.ITEMS);
    double[] own = new double[slots];
    for (int head = 0; head < heads; head++) {
      float share = output.components()[row * (heads + 2) + 1 + head];
      int looks = (row * heads + head) * slots;
      for (int slot = 0; slot < slots; slot++) {
        own[slot] += history[row * slots + slot] > 0 ? share * output.repeats()[looks + slot] : 0;
      }
    }
    return own;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
