package dev.tidemark.features;

import dev.tidemark.domain.Interaction;
import java.util.List;
import java.util.OptionalInt;

/**
 * Turns interactions into the model's input. Training and serving both call this class, which is
 * what keeps them from drifting apart. Immutable.
 */
public final class SequenceEncoder {
  private final Vocabulary vocabulary;
  private final FeatureSpec spec;

  public SequenceEncoder(Vocabulary vocabulary, FeatureSpec spec) {
    this.vocabulary = vocabulary;
    this.spec = spec;
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

  /** The input for predicting what follows the whole history: its newest part, as serving asks. */
  public EncodedSequence encode(History history) {
    return encodeBefore(history, history.size());
  }

  /** The input for predicting the interaction at {@code end} from those before it. */
  public EncodedSequence encodeBefore(History history, int end) {
    return encode(history, Math.max(0, end - (spec.window() - 1)), end);
  }

  /**
   * The start token, then the interactions {@code from} to {@code to - 1}. The first of them has no
   * gap, wherever in the history it stands, since serving does not read what lies before.
   */
  public EncodedSequence encode(History history, int from, int to) {
    int length = to - from + 1;
    if (length > spec.window()) {
      throw new IllegalArgumentException(
          length + " positions do not fit the window of " + spec.window());
    }
    int[] items = new int[length];
    int[] behaviours = new int[length];
    int[] gaps = new int[length];
    items[0] = Vocabulary.START;
    for (int i = from; i < to; i++) {
      int position = i - from + 1;
      items[position] = history.item(i);
      behaviours[position] = history.behaviour(i);
      if (i > from) {
        int gap = TimeGap.bucket(history.millis(i) - history.millis(i - 1));
        gaps[position] = Math.min(gap, spec.maxGapBucket());
      }
    }
    return new EncodedSequence(items, behaviours, gaps);
  }
}
