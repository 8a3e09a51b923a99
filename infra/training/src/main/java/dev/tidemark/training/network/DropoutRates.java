package dev.tidemark.training.network;

/**
 * What a training graph drops, each a share from 0 to below 1; nothing is drawn for 0.
 *
 * @param ids of items whose id is forgotten in a step, so that their features must do
 * @param inputs of what the LSTM reads
 * @param states of states and of queries
 */
public record DropoutRates(float ids, float inputs, float states) {
  public static final DropoutRates NONE = new DropoutRates(0f, 0f, 0f);
}
