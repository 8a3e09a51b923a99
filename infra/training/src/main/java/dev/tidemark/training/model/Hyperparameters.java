package dev.tidemark.training.model;

import dev.tidemark.training.network.TrainingOptions;
import java.util.Map;

/**
 * What may be tuned.
 *
 * @param dimension of item vectors
 * @param hidden units of the LSTM
 * @param window positions of a sequence, the start token included
 * @param stride new targets in each window of a long history after the first
 * @param batchPositions sequence positions in a batch, filling included
 * @param patience epochs without a better validation figure before training stops
 */
public record Hyperparameters(
    int dimension,
    int hidden,
    int window,
    int stride,
    int batchPositions,
    float learningRate,
    float dropout,
    float clipNorm,
    int patience) {

  public static final Hyperparameters DEFAULT =
      new Hyperparameters(64, 128, 100, 50, 1600, 2e-3f, 0.3f, 1f, 3);

  public TrainingOptions options() {
    return new TrainingOptions(learningRate, dropout, clipNorm);
  }

  /** By name, for the manifest. */
  public Map<String, String> named() {
    return Map.of(
        "dimension", Integer.toString(dimension),
        "hidden", Integer.toString(hidden),
        "window", Integer.toString(window),
        "stride", Integer.toString(stride),
        "batchPositions", Integer.toString(batchPositions),
        "learningRate", Float.toString(learningRate),
        "dropout", Float.toString(dropout),
        "clipNorm", Float.toString(clipNorm),
        "patience", Integer.toString(patience));
  }
}
