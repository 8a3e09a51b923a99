package dev.tidemark.features;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Several sequences as one question to the network, their start tokens below each other: shorter
 * ones are filled up with zeros at both ends.
 *
 * @param rows number of sequences
 * @param columns slots of each
 * @param older slots before the start tokens
 * @param values of each input: [rows * columns], or [rows]
 * @param ages seconds before the moment asked about, -1 where there is nothing; [rows * columns]
 * @param lengths slots from the start token on; [rows]
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record SequenceBatch(
    int rows, int columns, int older, Map<Input, int[]> values, int[] ages, int[] lengths) {

  /**
   * @param sequences at least one, of any lengths
   */
  public static SequenceBatch of(List<EncodedSequence> sequences) {
    int older = sequences.stream().mapToInt(EncodedSequence::older).max().orElse(0);
    int recent = sequences.stream().mapToInt(EncodedSequence::recent).max().orElse(1);
    int columns = older + recent;
    int rows = sequences.size();
    SequenceBatch batch =
        new SequenceBatch(
            rows,
            columns,
            older,
            Input.zeros(rows * columns, rows),
            new int[rows * columns],
            new int[rows]);
    Arrays.fill(batch.ages, -1);
    for (int row = 0; row < rows; row++) {
      batch.set(row, sequences.get(row));
    }
    return batch;
  }

  private void set(int row, EncodedSequence sequence) {
    int begin = row * columns + older - sequence.older();
    int length = sequence.length();
    for (Input input : Input.SLOTS) {
      System.arraycopy(sequence.of(input), 0, values.get(input), begin, length);
    }
    for (Input input : Input.REQUESTS) {
      values.get(input)[row] = sequence.of(input)[0];
    }
    System.arraycopy(sequence.ages(), 0, ages, begin, length);
    lengths[row] = sequence.recent();
  }
}
