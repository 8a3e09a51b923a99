package dev.tidemark.training.data;

import dev.tidemark.domain.Item;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.RequestGap;
import dev.tidemark.features.TimeGap;
import dev.tidemark.features.Vocabulary;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns a log into training data. Only the training part decides what the encoding looks like. */
public final class LogEncoder {
  /** More behaviours than a history's column can tell apart count as unknown. */
  private static final int MOST_BEHAVIOURS = Byte.MAX_VALUE;

  private final InteractionLog log;
  private final Split split;

  public LogEncoder(InteractionLog log, Split split) {
    this.log = log;
    this.split = split;
  }

  /**
   * @param window of the sequences, see {@link FeatureSpec}
   * @param older see {@link FeatureSpec}
   */
  public TrainingData encode(int window, int older) {
    List<Split.Parts> parts = log.rows().stream().map(split::of).toList();
    Map<String, Long> counts = counts(parts);
    Vocabulary vocabulary = vocabulary(counts);
    FeatureSpec spec =
        new FeatureSpec(
            window,
            older,
            behaviours(parts),
            TimeGap.bucket(maxGap(parts)),
            RequestGap.bucket(maxGap(parts)));

    List<History> histories = new ArrayList<>();
    List<Query> validation = new ArrayList<>();
    List<Query> test = new ArrayList<>();
    int[] trained = new int[parts.size()];
    MessageDigest digest = sha256();
    int user = 0;
    for (List<InteractionLog.Row> rows : log.rows()) {
      Shopper shopper = new Shopper(rows, vocabulary, spec);
      Split.Parts own = parts.get(user);
      histories.add(shopper.history);
      trained[user++] = shopper.knownBefore[own.trained()];
      validation.addAll(shopper.queries(own.validation()));
      test.addAll(shopper.queries(own.test()));
      update(digest, shopper.history);
    }
    long[] popularity =
        vocabulary.entries().stream().mapToLong(entry -> counts.get(entry.itemId())).toArray();
    return new TrainingData(
        vocabulary,
        ItemFeatures.of(vocabulary),
        spec,
        histories,
        trained,
        popularity,
        new RecentShare(histories, trained, popularity),
        split.byTime(),
        validation,
        test,
        HexFormat.of().formatHex(digest.digest()));
  }

  /** How often each ranked item occurs in training; 0 for one that is only held out. */
  private Map<String, Long> counts(List<Split.Parts> parts) {
    Map<String, Long> counts = new HashMap<>();
    int user = 0;
    for (List<InteractionLog.Row> rows : log.rows()) {
      int trained = parts.get(user++).trained();
      int ranked = split.ranksHeldOutItems() ? rows.size() : trained;
      for (int i = 0; i < ranked; i++) {
        counts.merge(rows.get(i).itemId(), i < trained ? 1L : 0L, Long::sum);
      }
    }
    return counts;
  }

  private Vocabulary vocabulary(Map<String, Long> counts) {
    List<Vocabulary.Entry> entries =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> log.item(entry.getKey()))
            .map(LogEncoder::entry)
            .toList();
    return new Vocabulary(entries);
  }

  private static Vocabulary.Entry entry(Item item) {
    return new Vocabulary.Entry(item.itemId(), item.category(), item.price());
  }

  private List<String> behaviours(List<Split.Parts> parts) {
    TreeSet<String> types = new TreeSet<>();
    int user = 0;
    for (List<InteractionLog.Row> rows : log.rows()) {
      rows.subList(0, parts.get(user++).trained()).forEach(row -> types.add(row.type()));
    }
    return types.stream().limit(MOST_BEHAVIOURS).toList();
  }

  /** The longest time between two interactions of a shopper in training, in milliseconds. */
  private long maxGap(List<Split.Parts> parts) {
    long max = 0;
    int user = 0;
    for (List<InteractionLog.Row> rows : log.rows()) {
      int trained = parts.get(user++).trained();
      for (int i = 1; i < trained; i++) {
        max = Math.max(max, rows.get(i).millis() - rows.get(i - 1).millis());
      }
    }
    return max;
  }

  /** One shopper's history, and where each row of the log stands in it. */
  private static final class Shopper {
    private final List<InteractionLog.Row> rows;
    private final Vocabulary vocabulary;
    private final History history;

    /** Of the first {@code i} rows, how many are with known items. */
    private final int[] knownBefore;

    Shopper(List<InteractionLog.Row> rows, Vocabulary vocabulary, FeatureSpec spec) {
      this.rows = rows;
      this.vocabulary = vocabulary;
      history = new History(rows.size());
      knownBefore = new int[rows.size() + 1];
      for (int i = 0; i < rows.size(); i++) {
        InteractionLog.Row row = rows.get(i);
        OptionalInt item = vocabulary.indexOf(row.itemId());
        if (item.isPresent()) {
          history.add(item.getAsInt(), spec.behaviourIndex(row.type()), row.millis(), row.value());
        }
        knownBefore[i + 1] = history.size();
      }
    }

    /** One query for all that is asked at the same point. */
    List<Query> queries(List<Split.HeldOut> heldOut) {
      Map<Integer, List<Integer>> rowsByEnd = new TreeMap<>();
      for (Split.HeldOut held : heldOut) {
        rowsByEnd.computeIfAbsent(held.end(), end -> new ArrayList<>()).add(held.row());
      }
      List<Query> queries = new ArrayList<>();
      rowsByEnd.forEach(
          (end, asked) ->
              queries.add(
                  new Query(
                      history,
                      knownBefore[end],
                      asked.stream().mapToInt(this::target).toArray(),
                      rows.get(asked.get(0)).millis())));
      return queries;
    }

    private int target(int row) {
      return vocabulary.indexOf(rows.get(row).itemId()).orElse(Query.UNKNOWN);
    }
  }

  private static void update(MessageDigest digest, History history) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + history.size() * 17);
    bytes.putInt(history.size());
    for (int i = 0; i < history.size(); i++) {
      bytes
          .putInt(history.item(i))
          .put((byte) history.behaviour(i))
          .putLong(history.millis(i))
          .putFloat(history.value(i));
    }
    digest.update(bytes.array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
