package dev.tidemark.training.model;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.network.TowerBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows that are trained on together.
 *
 * @param length positions every sequence is filled up to
 */
public record Batch(int length, List<TrainingWindow> windows) {

  /** Interactions to be predicted. */
  public int targets() {
    return windows.stream().mapToInt(TrainingWindow::targets).sum();
  }

  /** Deals the windows out to the towers and encodes them. */
  public List<TowerBatch> shares(SequenceEncoder encoder, int towers, int chunks) {
    List<TowerBatch> shares = new ArrayList<>();
    for (int tower = 0; tower < towers; tower++) {
      List<TrainingWindow> own = new ArrayList<>();
      for (int i = tower; i < windows.size(); i += towers) {
        own.add(windows.get(i));
      }
      shares.add(share(encoder, own, chunks));
    }
    return shares;
  }

  private TowerBatch share(SequenceEncoder encoder, List<TrainingWindow> own, int chunks) {
    int rows = Math.max(1, own.size());
    int[] items = new int[length * rows];
    int[] behaviours = new int[items.length];
    int[] gaps = new int[items.length];
    int count = own.stream().mapToInt(TrainingWindow::targets).sum();
    int columns = Math.max(1, (count + chunks - 1) / chunks);
    int[] positions = new int[chunks * columns];
    int[] targets = new int[positions.length];
    float[] weights = new float[positions.length];
    int next = 0;
    for (int row = 0; row < own.size(); row++) {
      TrainingWindow training = own.get(row);
      EncodedSequence sequence = training.encode(encoder);
      for (int t = 0; t < sequence.length(); t++) {
        items[t * rows + row] = sequence.items()[t];
        behaviours[t * rows + row] = sequence.behaviours()[t];
        gaps[t * rows + row] = sequence.gaps()[t];
      }
      for (int t = training.firstTargetPosition(); t < sequence.length(); t++) {
        positions[next] = t * rows + row;
        targets[next] = training.target(t) - 1;
        weights[next++] = 1f;
      }
    }
    return new TowerBatch(rows, items, behaviours, gaps, positions, targets, weights);
  }
}
