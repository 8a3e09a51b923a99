package dev.tidemark.training.data;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.features.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns a log into training data. Only the training part decides what the encoding looks like. */
public record LogEncoder(InteractionLog log, Split split) {
  /** Instead of a count, for an item that is not ranked. */
  private static final long ABSENT = -1;

  private static final long DAY = Duration.ofDays(1).toMillis();

  /**
   * @param window of the sequences, see {@link FeatureSpec}
   * @param older see {@link FeatureSpec}
   * @throws IllegalArgumentException where the target of the split does not occur
   */
  public TrainingData encode(int window, int older) {
    int[] trainedRows =
        IntStream.range(0, log.shoppers())
            .map(user -> split.of(log.rows(user)).trained())
            .toArray();
    long[] counts = counts(trainedRows);
    int[] ranked = ranked(counts);
    List<String> itemIds = Arrays.stream(ranked).mapToObj(item -> log.items().name(item)).toList();
    List<ItemDescription> descriptions = itemIds.stream().map(log::description).toList();
    FeatureSpec spec = spec(trainedRows, window, older);
    BehaviourWeights weights = BehaviourWeights.of(spec, split.target());
    int[] indices = new int[log.items().size()];
    for (int i = 0; i < ranked.length; i++) {
      indices[ranked[i]] = i + 1;
    }

    List<History> histories = new ArrayList<>();
    List<Query> validation = new ArrayList<>();
    List<Query> test = new ArrayList<>();
    int[] trained = new int[log.shoppers()];
    DataHash hash = new DataHash();
    for (int user = 0; user < trained.length; user++) {
      InteractionLog.Rows rows = log.rows(user);
      Shopper shopper = new Shopper(rows, indices, spec);
      Split.Parts own = split.of(rows);
      histories.add(shopper.history);
      trained[user] = shopper.knownBefore[own.trained()];
      validation.addAll(shopper.queries(own.validation()));
      test.addAll(shopper.queries(own.test()));
      hash.add(shopper.history);
    }
    if (split.target().isPresent() && (validation.isEmpty() || test.isEmpty())) {
      throw new TooLittleDataException(
          "--target: '" + split.target().get() + "' is not among what is held out; give more data");
    }
    long[] popularity = Arrays.stream(ranked).mapToLong(item -> counts[item]).toArray();
    long[] days = shopperDays(trainedRows);
    ItemFeatures features = ItemFeatures.of(descriptions, TrainingData.trainedItems(popularity));
    hash.add(features, ranked.length);
    return new TrainingData(
        new Vocabulary(itemIds.stream().map(log::entry).toList()),
        features,
        spec,
        histories,
        trained,
        popularity,
        Arrays.stream(ranked).mapToLong(item -> days[item]).toArray(),
        new RecentShare(histories, trained, popularity),
        split.byTime(),
        weights,
        validation,
        test,
        hash.value());
  }

  /**
   * How often each item occurs in training: 0 if ranked but only held out, or {@link #ABSENT}.
   *
   * @param trainedRows of each shopper, the number of first rows that training may see
   */
  private long[] counts(int[] trainedRows) {
    long[] counts = new long[log.items().size()];
    Arrays.fill(counts, ABSENT);
    for (int user = 0; user < trainedRows.length; user++) {
      InteractionLog.Rows rows = log.rows(user);
      int trained = trainedRows[user];
      int ranked = split.byTime() ? trained : rows.size();
      for (int i = 0; i < ranked; i++) {
        int item = rows.item(i);
        counts[item] = Math.max(0, counts[item]) + (i < trained ? 1 : 0);
      }
    }
    return counts;
  }

  /**
   * On how many days of how many shoppers each item occurs in training.
   *
   * @param trainedRows of each shopper, the number of first rows that training may see
   */
  private long[] shopperDays(int[] trainedRows) {
    long[] days = new long[log.items().size()];
    LongHashSet own = new LongHashSet();
    for (int user = 0; user < trainedRows.length; user++) {
      InteractionLog.Rows rows = log.rows(user);
      own.clear();
      for (int i = 0; i < trainedRows[user]; i++) {
        int item = rows.item(i);
        days[item] += own.add(rows.millis(i) / DAY * days.length + item) ? 1 : 0;
      }
    }
    return days;
  }

  /** The log's numbers of the ranked items, most frequent first. */
  private int[] ranked(long[] counts) {
    int[] byName = log.items().sorted();
    int[] ranked = Arrays.stream(byName).filter(item -> counts[item] != ABSENT).toArray();
    return IndirectSort.mergesort(ranked, (a, b) -> Long.compare(counts[b], counts[a]));
  }

  private FeatureSpec spec(int[] trainedRows, int window, int older) {
    Seen seen = new Seen(log.types());
    for (int user = 0; user < trainedRows.length; user++) {
      InteractionLog.Rows rows = log.rows(user);
      for (int i = 0; i < trainedRows[user]; i++) {
        seen.add(rows, i);
      }
    }
    return seen.spec(window, older);
  }

  /** One shopper's history, and where each row of the log stands in it. */
  private static final class Shopper {
    private final InteractionLog.Rows rows;
    private final int[] indices;
    private final History history;

    /** Of the first {@code i} rows, how many are with known items. */
    private final int[] knownBefore;

    /**
     * @param indices of the log's items in the vocabulary; {@link Query#UNKNOWN} for one that is
     *     not ranked
     */
    Shopper(InteractionLog.Rows rows, int[] indices, FeatureSpec spec) {
      this.rows = rows;
      this.indices = indices;
      history = new History(rows.size());
      knownBefore = new int[rows.size() + 1];
      for (int i = 0; i < rows.size(); i++) {
        int item = target(i);
        if (item != Query.UNKNOWN) {
          int kind = spec.kind(rows.behaviour(i), rows.value(i));
          history.add(item, kind, rows.millis(i), rows.value(i), rows.isPromoted(i));
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
                      rows.millis(asked.get(0)))));
      return queries;
    }

    private int target(int row) {
      return indices[rows.item(row)];
    }
  }
}
