package dev.tidemark.training;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.Utf8Order;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.TimeGap;
import dev.tidemark.features.Vocabulary;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects interactions and items in any order and encodes them. Interactions are brought into the
 * served order, so that training reads what a query will return.
 */
public final class TrainingDataBuilder {
  private static final Comparator<Row> SERVED_ORDER =
      Comparator.comparingLong(Row::millis).thenComparing(Row::eventId, Utf8Order.INSTANCE);

  private final Map<String, List<Row>> rowsByUser = new TreeMap<>();
  private final Map<String, Item> catalogue = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private record Row(String itemId, String type, long millis, String eventId) {}

  public void add(Interaction interaction) {
    rowsByUser
        .computeIfAbsent(interaction.user().value(), user -> new ArrayList<>())
        .add(
            new Row(
                shared(interaction.itemId()),
                shared(interaction.type()),
                interaction.timestamp().toEpochMilli(),
                interaction.eventId()));
  }

  public void add(Item item) {
    catalogue.put(item.itemId(), item);
  }

  public boolean isEmpty() {
    return rowsByUser.isEmpty();
  }

  /**
   * @param window of the sequences, see {@link FeatureSpec}
   */
  public TrainingData build(int window) {
    rowsByUser.values().forEach(rows -> rows.sort(SERVED_ORDER));
    Map<String, Long> counts = trainingCounts();
    Vocabulary vocabulary = vocabulary(counts);
    FeatureSpec spec = new FeatureSpec(window, behaviours(), maxGapBucket());
    List<History> histories = new ArrayList<>();
    MessageDigest digest = sha256();
    for (List<Row> rows : rowsByUser.values()) {
      History history = history(rows, vocabulary, spec);
      histories.add(history);
      update(digest, history);
    }
    long[] popularity =
        vocabulary.entries().stream().mapToLong(entry -> counts.get(entry.itemId())).toArray();
    return new TrainingData(
        vocabulary,
        ItemFeatures.of(vocabulary),
        spec,
        histories,
        popularity,
        HexFormat.of().formatHex(digest.digest()));
  }

  /** How often each item occurs in training; 0 for one that is only held out. */
  private Map<String, Long> trainingCounts() {
    Map<String, Long> counts = new HashMap<>();
    for (List<Row> rows : rowsByUser.values()) {
      int trained = TrainingData.trained(rows.size());
      for (int i = 0; i < rows.size(); i++) {
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
            .map(entry -> entry(entry.getKey()))
            .toList();
    return new Vocabulary(entries);
  }

  private Vocabulary.Entry entry(String itemId) {
    Item item = catalogue.get(itemId);
    return item == null
        ? new Vocabulary.Entry(itemId, "", Double.NaN)
        : new Vocabulary.Entry(itemId, item.category(), item.price());
  }

  private List<String> behaviours() {
    TreeSet<String> types = new TreeSet<>();
    rowsByUser.values().forEach(rows -> rows.forEach(row -> types.add(row.type())));
    return List.copyOf(types);
  }

  private int maxGapBucket() {
    int max = 0;
    for (List<Row> rows : rowsByUser.values()) {
      for (int i = 1; i < TrainingData.trained(rows.size()); i++) {
        max = Math.max(max, TimeGap.bucket(rows.get(i).millis() - rows.get(i - 1).millis()));
      }
    }
    return max;
  }

  private static History history(List<Row> rows, Vocabulary vocabulary, FeatureSpec spec) {
    History history = new History(rows.size());
    for (Row row : rows) {
      history.add(
          vocabulary.indexOf(row.itemId()).orElseThrow(),
          spec.behaviourIndex(row.type()),
          row.millis());
    }
    return history;
  }

  private static void update(MessageDigest digest, History history) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + history.size() * 13);
    bytes.putInt(history.size());
    for (int i = 0; i < history.size(); i++) {
      bytes.putInt(history.item(i)).put((byte) history.behaviour(i)).putLong(history.millis(i));
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

  /** One copy of each name instead of one for each row. */
  private String shared(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }
}
