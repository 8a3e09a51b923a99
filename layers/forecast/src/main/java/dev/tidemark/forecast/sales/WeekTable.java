package dev.tidemark.forecast.sales;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Adds up days to weeks, and items to groups. */
final class WeekTable {
  private final List<String> ids;
  private final List<Article> articles = new ArrayList<>();
  private final int[] place;
  private final int endDay;
  private final int weeks;
  private final Grouping grouping;

  /** One line of the log. */
  interface Row {
    void take(int item, int day, int pieces, boolean promoted);
  }

  /**
   * @param logged ids as the log numbers them
   * @param endDay day of the epoch after the last week
   */
  WeekTable(List<String> logged, Map<String, Article> known, int endDay, int weeks) {
    Set<String> all = new TreeSet<>(logged);
    known.forEach(
        (id, article) -> {
          if (article.active()) {
            all.add(id);
          }
        });
    ids = List.copyOf(all);
    ids.forEach(id -> articles.add(known.getOrDefault(id, Article.UNKNOWN)));
    place = new int[logged.size()];
    for (int item = 0; item < place.length; item++) {
      place[item] = Collections.binarySearch(ids, logged.get(item));
    }
    this.endDay = endDay;
    this.weeks = weeks;
    grouping = Grouping.of(articles);
  }

  SalesHistory fill(Consumer<Row> rows) {
    double[][] sold = new double[grouping.names().size()][weeks];
    double[][] promoted = new double[sold.length][weeks];
    BitSet days = new BitSet();
    long[][] packed = {new long[1024]};
    int[] size = {0};
    rows.accept(
        (item, day, pieces, isPromoted) -> {
          int week = weeks - 1 - Math.floorDiv(endDay - 1 - day, SalesHistory.DAYS);
          if (day >= endDay || week < 0) {
            return;
          }
          int group = grouping.groupOf()[place[item]];
          if (pieces > 0) {
            sold[group][week] += pieces;
            if (size[0] == packed[0].length) {
              packed[0] = Arrays.copyOf(packed[0], 2 * size[0]);
            }
            packed[0][size[0]++] = SparseWeeks.pack(place[item], week, pieces);
          }
          int ofGroup = group * weeks * SalesHistory.DAYS + endDay - 1 - day;
          if (isPromoted && !days.get(ofGroup)) {
            days.set(ofGroup);
            promoted[group][week] += 1.0 / SalesHistory.DAYS;
          }
        });
    return new SalesHistory(
        LocalDate.ofEpochDay(endDay),
        weeks,
        ids,
        List.copyOf(articles),
        SparseWeeks.of(Arrays.copyOf(packed[0], size[0]), ids.size()),
        grouping.kind(),
        grouping.names(),
        grouping.groupOf(),
        sold,
        promoted);
  }
}
