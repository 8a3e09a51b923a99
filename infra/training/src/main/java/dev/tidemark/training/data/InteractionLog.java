package dev.tidemark.training.data;

import com.carrotsearch.hppc.FloatArrayList;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.forecast.sales.Article;
import dev.tidemark.forecast.sales.SalesLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Collects interactions as primitive columns, 48 bytes and the event id for each, and what training
 * needs of the catalogue. Its rows are read by shopper, after the last one was added; what nothing
 * is to be learnt from, see {@link LogReport}, is not among them.
 */
public final class InteractionLog {
  private final Map<String, ItemDescription> catalogue = new HashMap<>();
  private final Set<String> active = new HashSet<>();
  private final Names users = new Names();
  private final Names items = new Names();
  private final Names types = new Names();
  private final EventIds eventIds = new EventIds();
  private final IntArrayList userColumn = new IntArrayList();
  private final IntArrayList itemColumn = new IntArrayList();
  private final IntArrayList typeColumn = new IntArrayList();
  private final LongArrayList millisColumn = new LongArrayList();
  private final LongArrayList sequenceColumn = new LongArrayList();
  private final FloatArrayList valueColumn = new FloatArrayList();
  private final IntArrayList quantityColumn = new IntArrayList();
  private final BitSet promotedRows = new BitSet();
  private final Instant latest;
  private final boolean whole;
  private final Map<String, Long> takenBack = new TreeMap<>();
  private long ahead;

  /** Row numbers, those of a shopper side by side and shoppers in the order of their keys. */
  private int[] order = {};

  /** Where each shopper's row numbers begin in {@link #order}, and the end. */
  private int[] begins = {0};

  /** Interactions that were there when they were last grouped, those of robots among them. */
  private int grouped;

  private int robots;

  public InteractionLog() {
    this(Instant.MAX);
  }

  /**
   * @param latest what happened after it is only said to have happened
   */
  public InteractionLog(Instant latest) {
    this(latest, false);
  }

  private InteractionLog(Instant latest, boolean whole) {
    this.latest = latest;
    this.whole = whole;
  }

  /** For answers instead of training: one that leaves nothing out. */
  public static InteractionLog whole() {
    return new InteractionLog(Instant.MAX, true);
  }

  public void add(Interaction interaction) {
    if (!whole && Behaviour.takesBack(interaction.type())) {
      takenBack.merge(interaction.type(), 1L, Long::sum);
      return;
    }
    if (interaction.timestamp().isAfter(latest)) {
      ahead++;
      return;
    }
    promotedRows.set(userColumn.size(), interaction.isPromoted());
    userColumn.add(users.numberOf(interaction.user().value()));
    itemColumn.add(items.numberOf(interaction.itemId()));
    typeColumn.add(types.numberOf(interaction.type()));
    millisColumn.add(interaction.timestamp().toEpochMilli());
    sequenceColumn.add(interaction.sequence());
    valueColumn.add((float) interaction.value());
    quantityColumn.add(interaction.quantity());
    eventIds.add(interaction.eventId());
  }

  public void add(Item item) {
    catalogue.put(item.itemId(), ItemDescription.of(item));
    if (item.active()) {
      active.add(item.itemId());
    } else {
      active.remove(item.itemId());
    }
  }

  /**
   * Brings every shopper's interactions, which may have come in any order, into the order in which
   * a query will return them. Without it they stay as they came.
   */
  public void sortAsServed() {
    group();
    for (int shopper = 0; shopper < shoppers(); shopper++) {
      int[] own = Arrays.copyOfRange(order, begins[shopper], begins[shopper + 1]);
      int[] sorted = IndirectSort.mergesort(own, this::compareAsServed);
      System.arraycopy(sorted, 0, order, begins[shopper], sorted.length);
    }
  }

  private int compareAsServed(int a, int b) {
    int byTime = Long.compare(millisColumn.get(a), millisColumn.get(b));
    if (byTime != 0) {
      return byTime;
    }
    int bySequence = Long.compare(sequenceColumn.get(a), sequenceColumn.get(b));
    return bySequence == 0 ? eventIds.compare(a, b) : bySequence;
  }

  /** What the rows sold, by item and day. */
  public SalesLog sales() {
    group();
    SalesLog sales = new SalesLog();
    for (int row : order) {
      String item = items.name(itemColumn.get(row));
      Instant time = Instant.ofEpochMilli(millisColumn.get(row));
      if (types.name(typeColumn.get(row)).equals(Behaviour.PURCHASE)) {
        sales.sold(item, time, quantityColumn.get(row), promotedRows.get(row));
      } else {
        sales.saw(item, time, promotedRows.get(row));
      }
    }
    return sales;
  }

  /** What a forecast needs to know of the items of the catalogue, by id. */
  public Map<String, Article> articles() {
    Map<String, Article> articles = new HashMap<>();
    catalogue.forEach(
        (id, item) ->
            articles.put(
                id, Article.of(item.title(), item.category(), item.price(), active.contains(id))));
    return articles;
  }

  /** What is not among the rows, and what is odd about them. */
  public LogReport report() {
    group();
    int[] sizes = IntStream.range(0, shoppers()).map(it -> begins[it + 1] - begins[it]).toArray();
    return LogReport.of(takenBack, ahead, robots, grouped - size(), sizes);
  }

  /** Interactions that are among the rows. */
  public int size() {
    group();
    return order.length;
  }

  public int shoppers() {
    group();
    return begins.length - 1;
  }

  /**
   * What a shopper of a {@link #whole} log did, as a query would return it, but for what answers do
   * not depend on: ids of events, prices, quantities and most of the context.
   *
   * @param shopper from 0 on, in the order of the shoppers' keys
   * @return oldest first, after {@link #sortAsServed}
   */
  public List<Interaction> interactions(int shopper) {
    Rows rows = rows(shopper);
    UserKey user = new UserKey(users.name(userColumn.get(order[rows.begin])));
    List<Interaction> interactions = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      interactions.add(
          new Interaction(
              user,
              Integer.toString(i),
              items.name(rows.item(i)),
              rows.behaviour(i),
              Instant.ofEpochMilli(rows.millis(i)),
              i,
              rows.value(i),
              Double.NaN,
              0,
              rows.isPromoted(i) ? Map.of(Event.PROMOTION, "true") : Map.of()));
    }
    return interactions;
  }

  /** The shoppers in their order. */
  public List<UserKey> users() {
    group();
    return IntStream.range(0, shoppers())
        .mapToObj(shopper -> new UserKey(users.name(userColumn.get(order[begins[shopper]]))))
        .toList();
  }

  /**
   * @param shopper from 0 on, in the order of the shoppers' keys
   */
  Rows rows(int shopper) {
    group();
    return new Rows(begins[shopper], begins[shopper + 1]);
  }

  /** Counting sort of the row numbers by shopper, which leaves each shopper's as they came. */
  private void group() {
    if (grouped == userColumn.size()) {
      return;
    }
    grouped = userColumn.size();
    int[] byKey = users.sorted();
    int[] place = new int[byKey.length];
    for (int i = 0; i < byKey.length; i++) {
      place[byKey[i]] = i;
    }
    begins = new int[byKey.length + 1];
    for (int row = 0; row < grouped; row++) {
      begins[place[userColumn.get(row)] + 1]++;
    }
    Arrays.parallelPrefix(begins, Integer::sum);
    int[] next = begins.clone();
    order = new int[grouped];
    for (int row = 0; row < grouped; row++) {
      order[next[place[userColumn.get(row)]]++] = row;
    }
    if (!whole) {
      leaveOutRobots();
    }
  }

  private void leaveOutRobots() {
    robots = 0;
    int shoppers = 0;
    int kept = 0;
    for (int shopper = 0; shopper < begins.length - 1; shopper++) {
      Rows rows = new Rows(begins[shopper], begins[shopper + 1]);
      if (Robots.isOne(rows)) {
        robots++;
      } else {
        System.arraycopy(order, rows.begin, order, kept, rows.size());
        begins[shoppers++] = kept;
        kept += rows.size();
      }
    }
    begins[shoppers] = kept;
    begins = Arrays.copyOf(begins, shoppers + 1);
    order = Arrays.copyOf(order, kept);
  }

  /** The times of all interactions, epoch milliseconds, in no particular order. */
  long[] millis() {
    group();
    return Arrays.stream(order).mapToLong(millisColumn::get).toArray();
  }

  /** The item ids by the numbers that rows have for them. */
  Names items() {
    return items;
  }

  /** The behaviours by the numbers that rows have for them. */
  Names types() {
    return types;
  }

  /** What the catalogue says of an item, nothing where it does not have it. */
  ItemDescription description(String itemId) {
    return catalogue.getOrDefault(itemId, ItemDescription.UNKNOWN);
  }

  /** The same as far as serving needs it. */
  Vocabulary.Entry entry(String itemId) {
    ItemDescription item = description(itemId);
    return new Vocabulary.Entry(itemId, item.category(), item.price());
  }

  /** Whether the catalogue has an item, active or not. */
  public boolean isListed(String itemId) {
    return catalogue.containsKey(itemId);
  }

  /** Ids of the catalogue's items that may be recommended, in no particular order. */
  Stream<String> active() {
    return active.stream();
  }

  /** A view of one shopper's interactions. */
  public final class Rows {
    private final int begin;
    private final int end;

    private Rows(int begin, int end) {
      this.begin = begin;
      this.end = end;
    }

    int size() {
      return end - begin;
    }

    int item(int i) {
      return itemColumn.get(order[begin + i]);
    }

    int type(int i) {
      return typeColumn.get(order[begin + i]);
    }

    String behaviour(int i) {
      return types.name(type(i));
    }

    long millis(int i) {
      return millisColumn.get(order[begin + i]);
    }

    float value(int i) {
      return valueColumn.get(order[begin + i]);
    }

    boolean isPromoted(int i) {
      return promotedRows.get(order[begin + i]);
    }
  }
}
