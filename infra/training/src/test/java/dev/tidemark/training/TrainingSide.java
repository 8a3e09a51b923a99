package dev.tidemark.training;

import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Window;
import dev.tidemark.training.data.BehaviourWeights;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.fit.Batch;
import dev.tidemark.training.fit.TrainingWindow;
import dev.tidemark.training.network.DropoutRates;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.TowerBatch;
import dev.tidemark.training.network.graph.TrainingGraph;
import java.util.ArrayList;
import java.util.List;

/** The probabilities of items as the training graph sees them, on one tower. */
final class TrainingSide implements AutoCloseable {
  private static final SequenceSize SIZE =
      new SequenceSize(RandomShop.WINDOW, DisturbedModel.OLDER);

  private final TrainingData data;
  private final SequenceEncoder encoder;
  private final TrainingGraph graph;

  TrainingSide(DisturbedModel model) {
    data = model.data();
    encoder = model.written().encoder();
    graph =
        new TrainingGraph(
            model.trainer().shape(),
            data.features(),
            List.of(SIZE),
            DropoutRates.NONE,
            DisturbedModel.COMPUTE);
    graph.initialise(model.weights());
  }

  /**
   * The probability of every item after the history: one window for each item, which is the target
   * there.
   */
  float[] likelihoods(History history, long now) {
    int count = data.vocabulary().size();
    int end = history.size();
    Window window = new Window(Math.max(0, end - (RandomShop.WINDOW - 1)), end, end + 1);
    List<TrainingWindow> windows = new ArrayList<>();
    for (int item = 1; item <= count; item++) {
      windows.add(
          new TrainingWindow(
              followedBy(history, item, now), window, end + 1, false, BehaviourWeights.ALIKE));
    }
    TowerBatch batch = new Batch(SIZE, windows).shares(encoder, data.recent(), 1).get(0);
    // Training knows what was popular at the target's time, serving at the end of training.
    float[] latest = data.recent().at(data.recent().afterNewest());
    for (int i = 0; i < count; i++) {
      batch.popularity()[i] = latest[batch.targets()[i]];
    }
    float[] likelihoods = new float[count];
    int next = 0;
    for (float[] chunk : graph.likelihoods(SIZE, List.of(batch))) {
      for (int i = 0; i < chunk.length && next < count; i++) {
        likelihoods[batch.targets()[next++]] = chunk[i];
      }
    }
    return likelihoods;
  }

  private static History followedBy(History history, int item, long millis) {
    History longer = new History(history.size() + 1);
    for (int i = 0; i < history.size(); i++) {
      longer.add(
          history.item(i),
          history.behaviour(i),
          history.millis(i),
          history.value(i),
          history.isPromoted(i));
    }
    longer.add(item, 0, millis, Float.NaN);
    return longer;
  }

  @Override
  public void close() {
    graph.close();
  }
}
