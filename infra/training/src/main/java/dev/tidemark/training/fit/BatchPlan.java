package dev.tidemark.training.fit;

import dev.tidemark.features.History;
import dev.tidemark.features.Window;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.network.SequenceSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Cuts histories into windows and groups windows of like length into batches, anew in every epoch.
 * The order follows from the seed and the epoch alone.
 */
final class BatchPlan {
  private static final int SHORTEST = 8;

  private final Hyperparameters parameters;
  private final Map<SequenceSize, List<TrainingWindow>> windowsBySize =
      new TreeMap<>(
          Comparator.comparing(SequenceSize::positions).thenComparing(SequenceSize::older));
  private long targets;

  /**
   * @throws IllegalArgumentException where nothing can be learnt from the data
   */
  BatchPlan(TrainingData data, Hyperparameters parameters) {
    this.parameters = parameters;
    for (int user = 0; user < data.trained().length; user++) {
      History history = data.histories().get(user);
      int trained = data.trained()[user];
      for (Window window : Window.slide(trained, parameters.window(), parameters.stride())) {
        TrainingWindow training =
            new TrainingWindow(history, window, trained, data.byTime(), data.weights());
        int count = training.targets();
        if (count > 0) {
          int length = window.to() - window.from();
          int older = window.from() == 0 ? 0 : parameters.older();
          windowsBySize
              .computeIfAbsent(
                  new SequenceSize(roundedUp(length), older), size -> new ArrayList<>())
              .add(training);
          targets += count;
        }
      }
    }
    if (targets == 0) {
      throw new IllegalArgumentException(
          "nothing to learn from: before what is held out, no shopper has an interaction that is"
              + " asked for after an earlier one; give more data or another --target");
    }
  }

  /** Sizes that occur, shortest first. */
  List<SequenceSize> sizes() {
    return List.copyOf(windowsBySize.keySet());
  }

  /** Interactions to be predicted in an epoch. */
  long targets() {
    return targets;
  }

  List<Batch> batches(long seed, int epoch) {
    Random random = new Random(seed * 1_000_003L + epoch);
    List<Batch> batches = new ArrayList<>();
    windowsBySize.forEach(
        (size, windows) -> {
          List<TrainingWindow> order = new ArrayList<>(windows);
          Collections.shuffle(order, random);
          int rows = Math.max(1, parameters.batchPositions() / size.positions());
          for (int i = 0; i < order.size(); i += rows) {
            batches.add(new Batch(size, order.subList(i, Math.min(order.size(), i + rows))));
          }
        });
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Powers of two up to the window: few graphs, and less than half of a batch is filling. */
  private int roundedUp(int length) {
    int rounded = SHORTEST;
    while (rounded < length) {
      rounded *= 2;
    }
    return Math.min(rounded, parameters.window());
  }
}
