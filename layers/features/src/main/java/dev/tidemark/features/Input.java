package dev.tidemark.features;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The whole numbers that the network reads, one line each: their name in its signature, how many
 * values there are, and how they are encoded. All that encodes, batches, feeds or embeds inputs
 * loops over this table, so that a new input is a new line.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum Input {
  /** Item indices; {@link Vocabulary#START} at the start token. */
  ITEMS("items", kinds -> 0, (spec, history, from) -> history::item),

  /** Indices of kinds of behaviour, see {@link FeatureSpec#kind}. */
  BEHAVIOURS("behaviours", kinds -> kinds + 1, (spec, history, from) -> history::behaviour),

  /** Buckets of the time since the interaction before, see {@link TimeGap}. */
  GAPS("gaps", kinds -> TimeGap.BUCKETS, TimeGap::column),

  /** How often the item had occurred by then, itself counted, see {@link Occurrence}. */
  OCCURRENCES("occurrences", kinds -> EncodedSequence.OCCURRENCES, Occurrence::column),

  /** Bucket of the time from the newest interaction to the moment asked about. */
  REQUEST_GAPS("requestGaps", kinds -> RequestGap.BUCKETS, RequestGap::of),

  /** Month and promotion at that moment, see {@link RequestContext}. */
  REQUEST_CONTEXTS("requestContexts", kinds -> RequestContext.COUNT, RequestContext::of);

  /** Those of every slot of a sequence; 0 at the start token. */
  public static final List<Input> SLOTS =
      Arrays.stream(values()).filter(input -> input.slots != null).toList();

  /** Those with one value for each question. */
  public static final List<Input> REQUESTS =
      Arrays.stream(values()).filter(input -> input.request != null).toList();

  /** Those of slots that have a table of vectors of their own. */
  public static final List<Input> EMBEDDED =
      SLOTS.stream().filter(input -> input != ITEMS).toList();

  private final String signature;
  private final IntUnaryOperator values;
  private final Slots slots;
  private final Request request;

  /** Encodes rows of a history, one after the other; {@code from} comes after the start token. */
  private interface Slots {
    IntUnaryOperator column(FeatureSpec spec, History history, int from);
  }

  /** Encodes what is asked after the first {@code end} rows of a history. */
  private interface Request {
    int of(FeatureSpec spec, History history, int end, Moment moment);
  }

  Input(String signature, IntUnaryOperator values, Slots slots) {
    this(signature, values, slots, null);
  }

  Input(String signature, IntUnaryOperator values, Request request) {
    this(signature, values, null, request);
  }

  Input(String signature, IntUnaryOperator values, Slots slots, Request request) {
    this.signature = signature;
    this.values = values;
    this.slots = slots;
    this.request = request;
  }

  /** As the placeholder and the signature's entry are called. */
  public String signature() {
    return signature;
  }

  /**
   * Number of its values, 0 among them; none is told of items.
   *
   * @param kinds of behaviour, see {@link FeatureSpec#kinds}
   */
  public int values(int kinds) {
    return values.applyAsInt(kinds);
  }

  /** Encodes rows of a history from the oldest on. */
  IntUnaryOperator column(FeatureSpec spec, History history, int from) {
    return slots.column(spec, history, from);
  }

  /** Encodes a question asked after the first {@code end} rows of a history. */
  int request(FeatureSpec spec, History history, int end, Moment moment) {
    return request.of(spec, history, end, moment);
  }

  /** Zeros for all inputs: an array each. */
  public static Map<Input, int[]> zeros(int slots, int questions) {
    Map<Input, int[]> values = new EnumMap<>(Input.class);
    SLOTS.forEach(input -> values.put(input, new int[slots]));
    REQUESTS.forEach(input -> values.put(input, new int[questions]));
    return values;
  }
}
