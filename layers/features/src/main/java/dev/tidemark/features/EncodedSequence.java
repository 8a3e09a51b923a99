package dev.tidemark.features;

import java.util.Map;

/**
 * The model's input for one question. First older interactions, which only the long-term interest
 * looks at; then the start token; then the newest interactions, which both look at; oldest first.
 * The arrays belong to the receiver.
 *
 * @param older interactions before the start token, 0 or more
 * @param values of each input: one for each slot, or one for the question
 * @param ages seconds of each slot before the moment asked about, 0 or more; 0 at the start token
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record EncodedSequence(int older, Map<Input, int[]> values, int[] ages) {
  /** Number of occurrence buckets, that of the start token among them. */
  public static final int OCCURRENCES = 7;

  public int[] of(Input input) {
    return values.get(input);
  }

  public int[] items() {
    return of(Input.ITEMS);
  }

  public int[] behaviours() {
    return of(Input.BEHAVIOURS);
  }

  public int requestGap() {
    return of(Input.REQUEST_GAPS)[0];
  }

  public int length() {
    return ages.length;
  }

  /** Positions of the short-term interest, from the start token on: 1 or more. */
  public int recent() {
    return length() - older;
  }

  public boolean isStart(int slot) {
    return slot == older;
  }

  /**
   * Row of the history that a slot shows.
   *
   * @param slot any but that of the start token
   * @param from row of the first interaction after the start token
   */
  public int row(int slot, int from) {
    return from - older + slot - (slot > older ? 1 : 0);
  }
}
