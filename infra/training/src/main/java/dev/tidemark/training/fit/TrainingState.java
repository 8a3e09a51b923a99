package dev.tidemark.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What training knows between two epochs besides the weights and the optimiser's moments.
 *
 * @param step steps done
 * @param epochs done
 * @param best index of the best epoch
 * @param bestWeights what that epoch left for serving
 */
record TrainingState(
    long step, List<EpochReport> epochs, int best, Map<String, float[]> bestWeights) {

  TrainingState {
    epochs = List.copyOf(epochs);
  }

  /**
   * The state after one more epoch.
   *
   * @param weights what that epoch left for serving
   */
  TrainingState after(EpochReport report, Map<String, float[]> weights, long steps) {
    List<EpochReport> all = new ArrayList<>(epochs);
    all.add(report);
    return epochs.isEmpty() || report.validationNdcg() > epochs.get(best).validationNdcg()
        ? new TrainingState(steps, all, epochs.size(), weights)
        : new TrainingState(steps, all, best, bestWeights);
  }

  /** Epochs since the best one. */
  int waited() {
    return epochs.size() - 1 - best;
  }
}
