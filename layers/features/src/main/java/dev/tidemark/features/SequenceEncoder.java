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
    return encodeBefore(history, history.size(), now);
  }

  /** The input for predicting what follows the first {@code end} interactions. */
  public EncodedSequence encodeBefore(History history, int end, long now) {
    int from = Math.max(0, end - (spec.window() - 1));
    EncodedSequence sequence =
        read(history, from, end, requestGap(history, end, now), requestContext(history, end, now));
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

  /** Bucket of the time from the newest of the first {@code end} interactions to {@code now}. */
  public int requestGap(History history, int end, long now) {
    return end == 0
        ? RequestGap.NO_HISTORY
        : Math.min(RequestGap.bucket(now - history.millis(end - 1)), spec.maxRequestGap());
  }

  /**
   * The month of {@code now}, and whether there is a promotion: no request tells of one, so it is
   * taken from the newest of the first {@code end} interactions where less than an hour has passed,
   * in training as in service. Both as far as training saw them; see {@link RequestContext}.
   */
  public int requestContext(History history, int end, long now) {
    boolean promotion =
        spec.promotions()
            && end > 0
            && history.isPromoted(end - 1)
            && RequestGap.bucket(now - history.millis(end - 1)) <= RequestGap.WITHIN_AN_HOUR;
    return RequestContext.index(spec.seasons() ? RequestContext.season(now) : 0, promotion);
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
    return read(history, from, to, RequestGap.NO_HISTORY, 0);
  }

  /**
   * All but the ages. The first interaction after the start token has no gap, wherever in the
   * history it stands, since serving does not read what lies before.
   */
  private EncodedSequence read(
      History history, int from, int to, int requestGap, int requestContext) {
    int recent = to - from + 1;
    if (recent > spec.window()) {
      throw new IllegalArgumentException(
          recent + " positions do not fit the window of " + spec.window());
    }
    int older = Math.min(spec.older(), from);
    int length = older + recent;
    EncodedSequence sequence =
        new EncodedSequence(
            older,
            new int[length],
            new int[length],
            new int[length],
            new int[length],
            new int[length],
            requestGap,
            requestContext);
    sequence.items()[older] = Vocabulary.START;
    Occurrence occurrence = new Occurrence();
    for (int slot = 0; slot < length; slot++) {
      if (!sequence.isStart(slot)) {
        int row = sequence.row(slot, from);
        sequence.items()[slot] = history.item(row);
        sequence.behaviours()[slot] = history.behaviour(row);
        sequence.gaps()[slot] = row > from ? gap(history, row) : 0;
        sequence.occurrences()[slot] = occurrence.next(history.item(row));
      }
    }
    return sequence;
  }

  private int gap(History history, int row) {
    int bucket = TimeGap.bucket(history.millis(row) - history.millis(row - 1));
    return Math.min(bucket, spec.maxGapBucket());
  }
}
