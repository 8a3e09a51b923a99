package dev.tidemark.features;

/**
 * The model's input for one question. First older interactions, which only the long-term interest
 * looks at; then the start token; then the newest interactions, which both look at; oldest first.
 * The arrays have one length and belong to the receiver.
 *
 * @param older interactions before the start token, 0 or more
 * @param items item indices; {@link Vocabulary#START} at {@code older}
 * @param behaviours indices of kinds of behaviour, see {@link FeatureSpec#kind}; 0 at the start
 *     token
 * @param gaps buckets of the time since the interaction before, see {@link TimeGap}
 * @param occurrences how often the item had occurred by then, itself counted, in buckets: 1, 2, 3,
 *     4 to 5, 6 to 8, 9 and more times; 0 at the start token
 * @param ages seconds before the moment asked about, 0 or more; 0 at the start token
 * @param requestGap bucket of the time from the newest interaction to that moment, see {@link
 *     RequestGap}
 * @param requestContext month and promotion at that moment, see {@link RequestContext}
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of tensors' contents, never compared
public record EncodedSequence(
    int older,
    int[] items,
    int[] behaviours,
    int[] gaps,
    int[] occurrences,
    int[] ages,
    int requestGap,
    int requestContext) {
  /** Number of occurrence buckets, that of the start token among them. */
  public static final int OCCURRENCES = 7;

  public int length() {
    return items.length;
  }

  /** Positions of the short-term interest, from the start token on: 1 or more. */
  public int recent() {
    return items.length - older;
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
