package dev.tidemark.training.fit;

import dev.tidemark.training.data.RecentShare;
import java.util.Arrays;

/**
 * Questions of a batch with their right answers, dealt out to chunks: arrays of [chunks * columns],
 * as {@code TowerBatch} has them.
 */
final class Questions {
  private final int chunks;
  private int[] positions = new int[64];
  private int[] firstAnswers = new int[65];
  private int size;
  private int[] items = new int[64];
  private float[] shares = new float[64];
  private float[] weights = new float[64];
  private int answers;

  Questions(int chunks) {
    this.chunks = chunks;
  }

  /**
   * @param offset of the window's first position in the batch
   * @param popularity shares of items in what was popular lately
   */
  void add(TrainingWindow window, int offset, RecentShare popularity) {
    window.questions(
        (position, next) -> {
          if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
            firstAnswers = Arrays.copyOf(firstAnswers, 2 * size + 1);
          }
          positions[size] = offset + position;
          window.answers(
              next,
              row -> {
                int item = window.history().item(row);
                float share = popularity.at(item, window.history().millis(row));
                addAnswer(item, share, window.weight(row));
              });
          firstAnswers[++size] = answers;
        });
  }

  private void addAnswer(int item, float share, float weight) {
    if (answers == items.length) {
      items = Arrays.copyOf(items, 2 * answers);
      shares = Arrays.copyOf(shares, 2 * answers);
      weights = Arrays.copyOf(weights, 2 * answers);
    }
    items[answers] = item;
    shares[answers] = share;
    weights[answers++] = weight;
  }

  /** Questions in a chunk, but for the last ones, which may have fewer. */
  private int columns() {
    return Math.max(1, (size + chunks - 1) / chunks);
  }

  /** The first question of a chunk; behind the last chunk, the end. */
  private int first(int chunk) {
    return Math.min(size, chunk * columns());
  }

  private int answersIn(int chunk) {
    return firstAnswers[first(chunk + 1)] - firstAnswers[first(chunk)];
  }

  private int answerColumns() {
    int most = 1;
    for (int chunk = 0; chunk < chunks; chunk++) {
      most = Math.max(most, answersIn(chunk));
    }
    return most;
  }

  /** Row-major indices of the positions that ask, [chunks * columns]. */
  int[] positions() {
    return Arrays.copyOf(Arrays.copyOf(positions, size), chunks * columns());
  }

  /** Writes the answers to a batch's arrays of {@link #answerArray} length. */
  void answers(int[] askedBy, int[] targets, float[] popularity, float[] counted) {
    int columns = answerColumns();
    for (int chunk = 0; chunk < chunks; chunk++) {
      for (int question = first(chunk); question < first(chunk + 1); question++) {
        for (int i = firstAnswers[question]; i < firstAnswers[question + 1]; i++) {
          int at = chunk * columns + i - firstAnswers[first(chunk)];
          askedBy[at] = question - first(chunk);
          targets[at] = items[i] - 1;
          popularity[at] = shares[i];
          counted[at] = weights[i];
        }
      }
    }
  }

  /** Length of the arrays of answers, [chunks * columns]. */
  int answerArray() {
    return chunks * answerColumns();
  }
}
