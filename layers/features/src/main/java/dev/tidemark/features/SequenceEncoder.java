package dev.tidemark.features;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * Turns interactions into the model's input. Training and serving both call this class, which is
 * what keeps them from drifting apart. Immutable.
 */
public record SequenceEncoder(Vocabulary vocabulary, FeatureSpec spec) {
  private static final long MILLIS = 1000;

  /**
   * The part of a shopper's interactions that the model knows: those with its items that take no
   * interest back.
   *
   * @param interactions oldest first, in {@link Interaction#SERVED_ORDER}
   */
  public History history(List<Interaction> interactions) {
    History history = new History(interactions.size());
    for (Interaction interaction : interactions) {
      OptionalInt item = vocabulary.indexOf(interaction.itemId());
      if (item.isPresent() && !Behaviour.takesBack(interaction.type())) {
        history.add(
            item.getAsInt(),
            spec.kind(interaction.type(), (float) interaction.value()),
            interaction.timestamp().toEpochMilli(),
            (float) interaction.value(),
            interaction.isPromoted());
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
    return encode(history, Moment.of(now));
  }

  /** The same, where more than the time may be told. */
  public EncodedSequence encode(History history, Moment moment) {
    return encodeBefore(history, history.size(), moment);
  }

  /** The input for predicting what follows the first {@code end} interactions. */
  public EncodedSequence encodeBefore(History history, int end, long now) {
    return encodeBefore(history, end, Moment.of(now));
  }

  private EncodedSequence encodeBefore(History history, int end, Moment moment) {
    int from = Math.max(0, end - (spec.window() - 1));
    EncodedSequence sequence = encode(history, from, end);
    for (Input input : Input.REQUESTS) {
      sequence.of(input)[0] = input.request(spec, history, end, moment);
    }
    long asked = seconds(asked(history, end, sequence.requestGap()));
    for (int slot = 0; slot < sequence.length(); slot++) {
      if (!sequence.isStart(slot)) {
        long age = asked - seconds(history.millis(sequence.row(slot, from)));
        sequence.ages()[slot] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, age));
      }
    }
    return sequence;
  }

  private static long seconds(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }

  /** What is asked at {@code now} after the first {@code end} interactions, as an input has it. */
  public int request(Input input, History history, int end, long now) {
    return input.request(spec, history, end, Moment.of(now));
  }

  /** The moment that stands for all of a request gap's; epoch milliseconds, 0 without a history. */
  public static long asked(History history, int end, int requestGap) {
    return end == 0 ? 0 : history.millis(end - 1) + RequestGap.millis(requestGap);
  }

  /**
   * Up to {@code older} interactions, the start token, then the interactions {@code from} to {@code
   * to - 1}; of no age, since nothing is asked yet.
   */
  public EncodedSequence encode(History history, int from, int to) {
    int recent = to - from + 1;
    if (recent > spec.window()) {
      throw new IllegalArgumentException(
          recent + " positions do not fit the window of " + spec.window());
    }
    int older = Math.min(spec.older(), from);
    int length = older + recent;
    EncodedSequence sequence = new EncodedSequence(older, Input.zeros(length, 1), new int[length]);
    for (Input input : Input.SLOTS) {
      int[] values = sequence.of(input);
      IntUnaryOperator column = input.column(spec, history, from);
      for (int slot = 0; slot < length; slot++) {
        values[slot] = sequence.isStart(slot) ? 0 : column.applyAsInt(sequence.row(slot, from));
      }
    }
    return sequence;
  }
}
