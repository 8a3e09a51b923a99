package dev.tidemark.training.model;

import dev.tidemark.training.network.TrainingGraph;
import java.util.List;
import java.util.Map;

/**
 * All that training knows between two epochs; what follows depends on nothing else.
 *
 * @param step steps done
 * @param epochs done
 * @param best index of the best epoch
 * @param bestWeights what that epoch left for serving
 * @param graph weights with the optimiser's moments, see {@link TrainingGraph#state}
 */
record TrainingState(
    long step,
    List<EpochReport> epochs,
    int best,
    Map<String, float[]> bestWeights,
    Map<String, float[]> graph) {

  TrainingState {
    epochs = List.copyOf(epochs);
  }

  /** Epochs since the best one. */
  int waited() {
    return epochs.size() - 1 - best;
  }
}
