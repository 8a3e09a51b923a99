package dev.tidemark.lab.bench;

import dev.tidemark.training.network.Precision;
import java.util.Locale;

/**
 * What is trained in one measurement.
 *
 * @param items of the vocabulary
 * @param events in memory, from which batches are drawn
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 * @param window positions of a sequence, all of which predict
 * @param batch sequences
 * @param precision of the product's graph; the plain graph is always fp32
 */
record Setting(
    int items, int events, int dimension, int hidden, int window, int batch, Precision precision) {

  int positions() {
    return window * batch;
  }

  /** Of the plain graph's logits and their gradient, both [positions, items]. */
  long plainBytes() {
    return 2L * Float.BYTES * positions() * items;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d items, %,d events, d=%d h=%d T=%d B=%d %s",
        items,
        events,
        dimension,
        hidden,
        window,
        batch,
        precision.text());
  }
}
