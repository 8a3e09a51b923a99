package dev.tidemark.training.fit;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.network.TowerBatch;
import java.util.Arrays;

/**
 * Questions of a batch with their right answers, dealt out to chunks: arrays of [chunks * columns],
 * as {@code TowerBatch} has them.
 */
final class Questions {
  private final IntArrayList positions = new IntArrayList();
  private final IntArrayList firstAnswers = IntArrayList.from(0);
  private final IntArrayList items = new IntArrayList();
  private final FloatArrayList shares = new FloatArrayList();
  private final FloatArrayList weights = new FloatArrayList();

  /**
   * @param offset of the window's first position in the batch
   * @param popularity shares of items in what was popular lately
   */
  void add(TrainingWindow window, int offset, RecentShare popularity) {
    for (int next : window.questions().toArray()) {
      positions.add(offset + window.position(next));
      for (int row : window.answers(next).toArray()) {
        int item = window.history().item(row);
        items.add(item);
        shares.add(popularity.at(item, window.history().millis(row)));
        weights.add(window.weight(row));
      }
      firstAnswers.add(items.size());
    }
  }

  /** Questions in a chunk, but for the last ones, which may have fewer. */
  private int columns() {
    return Math.max(1, (positions.size() + TowerBatch.CHUNKS - 1) / TowerBatch.CHUNKS);
  }

  /** The first question of a chunk; behind the last chunk, the end. */
  private int first(int chunk) {
    return Math.min(positions.size(), chunk * columns());
  }

  private int answerColumns() {
    int most = 1;
    for (int chunk = 0; chunk < TowerBatch.CHUNKS; chunk++) {
      most = Math.max(most, firstAnswers.get(first(chunk + 1)) - firstAnswers.get(first(chunk)));
    }
    return most;
  }

  /** Row-major indices of the positions that ask, [chunks * columns]. */
  int[] positions() {
    return Arrays.copyOf(positions.toArray(), TowerBatch.CHUNKS * columns());
  }

  /** Writes the answers to a batch's arrays of {@link #answerArray} length. */
  void answers(int[] askedBy, int[] targets, float[] popularity, float[] counted) {
    int columns = answerColumns();
    for (int chunk = 0; chunk < TowerBatch.CHUNKS; chunk++) {
      for (int question = first(chunk); question < first(chunk + 1); question++) {
        for (int i = firstAnswers.get(question); i < firstAnswers.get(question + 1); i++) {
          int at = chunk * columns + i - firstAnswers.get(first(chunk));
          askedBy[at] = question - first(chunk);
          targets[at] = items.get(i) - 1;
          popularity[at] = shares.get(i);
          counted[at] = weights.get(i);
        }
      }
    }
  }

  /** Length of the arrays of answers, [chunks * columns]. */
  int answerArray() {
    return TowerBatch.CHUNKS * answerColumns();
  }
}
