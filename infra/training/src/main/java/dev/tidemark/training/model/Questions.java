package dev.tidemark.training.model;

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
  private float[] popularity = new float[64];
  private float[] weights = new float[64];
  private int answers;

  Questions(int chunks) {
    this.chunks = chunks;
  }

  /**
   * @param offset of the window's first position in the batch
   */
  void add(TrainingWindow window, int offset, Targets targets) {
    window.questions(
        (position, next) -> {
          if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
            firstAnswers = Arrays.copyOf(firstAnswers, 2 * size + 1);
          }
          positions[size] = offset + position;
          window.answers(
              next,
              targets.steps(),
              (row, later) ->
                  addAnswer(
                      window.history().item(row),
                      targets
                          .popularity()
                          .at(window.history().item(row), window.history().millis(row)),
                      window.weight(row) * targets.weight(window.history(), row, later)));
          if (targets.soft().isPresent()) {
            addSoft(window, next, targets);
          }
          firstAnswers[++size] = answers;
        });
  }

  /** The hard answers of the question make room for the soft ones. */
  private void addSoft(TrainingWindow window, int next, Targets targets) {
    float sum = 0;
    for (int i = firstAnswers[size]; i < answers; i++) {
      sum += weights[i];
      weights[i] *= 1 - targets.softWeight();
    }
    SoftTargets.Likely likely = targets.soft().get().of(window.history(), next);
    long millis = window.history().millis(next);
    for (int i = 0; i < likely.items().length; i++) {
      int item = likely.items()[i];
      addAnswer(
          item,
          targets.popularity().at(item, millis),
          sum * targets.softWeight() * likely.shares()[i]);
    }
  }

  private void addAnswer(int item, float share, float weight) {
    if (answers == items.length) {
      items = Arrays.copyOf(items, 2 * answers);
      popularity = Arrays.copyOf(popularity, 2 * answers);
      weights = Arrays.copyOf(weights, 2 * answers);
    }
    items[answers] = item;
    popularity[answers] = share;
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
  void answers(int[] askedBy, int[] targets, float[] shares, float[] counted) {
    int columns = answerColumns();
    for (int chunk = 0; chunk < chunks; chunk++) {
      for (int question = first(chunk); question < first(chunk + 1); question++) {
        for (int i = firstAnswers[question]; i < firstAnswers[question + 1]; i++) {
          int at = chunk * columns + i - firstAnswers[first(chunk)];
          askedBy[at] = question - first(chunk);
          targets[at] = items[i] - 1;
          shares[at] = popularity[i];
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
