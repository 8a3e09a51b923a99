package dev.tidemark.training.fit;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.features.Input;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.training.data.RecentShare;
import dev.tidemark.training.network.SequenceSize;
import dev.tidemark.training.network.TowerBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows that are trained on together.
 *
 * @param size every sequence is filled up to
 */
public record Batch(SequenceSize size, List<TrainingWindow> windows) {
  /** Interactions to be predicted. */
  public int targets() {
    return windows.stream().mapToInt(TrainingWindow::targets).sum();
  }

  /** Deals the windows out to the towers and encodes them. */
  public List<TowerBatch> shares(SequenceEncoder encoder, RecentShare popularity, int towers) {
    return IntStream.range(0, towers)
        .parallel()
        .mapToObj(tower -> share(encoder, popularity, dealt(tower, towers)))
        .toList();
  }

  private List<TrainingWindow> dealt(int tower, int towers) {
    return IntStream.iterate(tower, i -> i < windows.size(), i -> i + towers)
        .mapToObj(windows::get)
        .toList();
  }

  private TowerBatch share(
      SequenceEncoder encoder, RecentShare popularity, List<TrainingWindow> own) {
    int rows = Math.max(1, own.size());
    Questions questions = new Questions();
    for (int row = 0; row < own.size(); row++) {
      questions.add(own.get(row), row * size.positions(), popularity);
    }
    int answers = questions.answerArray();
    TowerBatch batch =
        new TowerBatch(
            rows,
            Input.zeros(size.slots() * rows, size.positions() * rows),
            new int[size.slots() * rows],
            new int[size.positions() * rows],
            questions.positions(),
            new int[answers],
            new int[answers],
            new float[answers],
            new float[answers]);
    questions.answers(batch.askedBy(), batch.targets(), batch.popularity(), batch.weights());
    Arrays.fill(batch.seconds(), TowerBatch.HIDDEN);
    for (int row = 0; row < own.size(); row++) {
      fill(batch, row, own.get(row), encoder);
    }
    return batch;
  }

  private void fill(TowerBatch batch, int row, TrainingWindow training, SequenceEncoder encoder) {
    EncodedSequence sequence = training.encode(encoder);
    History history = training.history();
    int rows = batch.rows();
    int from = training.window().from();
    long origin = seconds(history.millis(Math.max(0, from - sequence.older())));
    int empty = size.older() - sequence.older();
    for (int i = 0; i < sequence.length(); i++) {
      int slot = (empty + i) * rows + row;
      for (Input input : Input.SLOTS) {
        batch.of(input)[slot] = sequence.of(input)[i];
      }
      batch.seconds()[slot] =
          sequence.isStart(i) ? 0 : (int) (seconds(history.millis(sequence.row(i, from))) - origin);
    }
    for (int end : training.questions().toArray()) {
      int place = training.position(end) * rows + row;
      for (Input input : Input.REQUESTS) {
        batch.of(input)[place] = encoder.request(input, history, end, history.millis(end));
      }
      long asked = SequenceEncoder.asked(history, end, batch.of(Input.REQUEST_GAPS)[place]);
      batch.requestSeconds()[place] = end == 0 ? 0 : (int) (seconds(asked) - origin);
    }
  }

  private static long seconds(long millis) {
    return Math.floorDiv(millis, 1000);
  }
}
