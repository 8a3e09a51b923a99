package dev.tidemark.features;

import dev.tidemark.domain.Interaction;
import java.util.List;
import java.util.OptionalInt;

/**
 * Turns interactions into the model's input. Training and serving both call this class, which is
 * what keeps them from drifting apart. Immutable.
 */
public final class SequenceEncoder {
  private static final long MILLIS = 1000;

  private final Vocabulary vocabulary;
  private final FeatureSpec spec;

  public SequenceEncoder(Vocabulary vocabulary, FeatureSpec spec) {
    this.vocabulary = vocabulary;
    this.spec = spec;
  }

  public FeatureSpec spec() {
    return spec;
  }

  /**
   * The part of a shopper's interactions that the model knows.
   *
   * @param interactions oldest first, in {@link Interaction#SERVED_ORDER}
   */
  public History history(List<Interaction> interactions) {
    History history = new History(interactions.size());
    for (Interaction interaction : interactions) {
      OptionalInt item = vocabulary.indexOf(interaction.itemId());
      if (item.isPresent()) {
        history.add(
            item.getAsInt(),
            spec.behaviourIndex(interaction.type()),
            interaction.timestamp().toEpochMilli(),
            (float) interaction.value());
      }
    }
    return history;
  }

  /**
   * The input for predicting what follows the whole history, as serving asks.
   *
   * @param now when it is asked, epoch milliseconds
   */
  public EncodedSequence encode(History history, long now) {
    return encodeBefore(history, history.size(), now);
  }

  /** The input for predicting what follows the first {@code end} interactions. */
  public EncodedSequence encodeBefore(History history, int end, long now) {
    int from = Math.max(0, end - (spec.window() - 1));
    EncodedSequence read = encode(history, from, end);
    int gap = requestGap(history, end, now);
    long asked = end == 0 ? 0 : history.millis(end - 1) + RequestGap.millis(gap);
    for (int position = 0; position < read.length(); position++) {
      if (position != read.older()) {
        int row = from - read.older() + position - (position > read.older() ? 1 : 0);
        long age = seconds(asked) - seconds(history.millis(row));
        read.ages()[position] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, age));
      }
    }
    return new EncodedSequence(
        read.older(),
        read.items(),
        read.behaviours(),
        read.gaps(),
        read.occurrences(),
        read.ages(),
        gap);
  }

  private static long seconds(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }

  /** Bucket of the time from the newest of the first {@code end} interactions to {@code now}. */
  public int requestGap(History history, int end, long now) {
    return end == 0
        ? RequestGap.NO_HISTORY
        : Math.min(RequestGap.bucket(now - history.millis(end - 1)), spec.maxRequestGap());
  }

  /**
   * Up to {@code older} interactions, the start token, then the interactions {@code from} to {@code
   * to - 1}; of no age, since nothing is asked yet. The first read interaction has no gap, wherever
   * in the history it stands, since serving does not read what lies before.
   */
  public EncodedSequence encode(History history, int from, int to) {
    int recent = to - from + 1;
    if (recent > spec.window()) {
      throw new IllegalArgumentException(
          recent + " positions do not fit the window of " + spec.window());
    }
    int older = Math.min(spec.older(), from);
    int length = older + recent;
    int[] items = new int[length];
    int[] behaviours = new int[length];
    int[] gaps = new int[length];
    int[] occurrences = new int[length];
    Occurrence occurrence = new Occurrence();
    for (int position = 0; position < length; position++) {
      if (position == older) {
        items[position] = Vocabulary.START;
        continue;
      }
      int row = from - older + position - (position > older ? 1 : 0);
      items[position] = history.item(row);
      occurrences[position] = occurrence.next(history.item(row));
      behaviours[position] = history.behaviour(row);
      if (row > from) {
        int gap = TimeGap.bucket(history.millis(row) - history.millis(row - 1));
        gaps[position] = Math.min(gap, spec.maxGapBucket());
      }
    }
    return new EncodedSequence(older, items, behaviours, gaps, occurrences, new int[length], 0);
  }
}
