package dev.tidemark.forecast.sales;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what was sold, in whatever order it comes. Not thread-safe. */
public final class SalesLog {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What came without a time was given seconds of 1970, which are no day of anybody's. */
  private static final long FIRST_REAL_DAY = 365;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> items = new ArrayList<>();
  private int[] itemOf = new int[1024];
  private int[] dayOf = new int[1024];
  private int[] piecesOf = new int[1024];
  private final BitSet promotedRows = new BitSet();
  private int size;
  private int newest = -1;
  private long untimed;

  /** Somebody did something with an item, so that the shop was open. */
  public void saw(String item, Instant time, boolean promoted) {
    add(item, time, 0, promoted);
  }

  /**
   * @param pieces 0 = not given, which is one
   */
  public void sold(String item, Instant time, int pieces, boolean promoted) {
    add(item, time, Math.max(1, pieces), promoted);
  }

  private void add(String item, Instant time, int pieces, boolean promoted) {
    long day = Math.floorDiv(time.toEpochMilli(), DAY);
    if (day < FIRST_REAL_DAY) {
      untimed += pieces > 0 ? 1 : 0;
      return;
    }
    newest = Math.max(newest, (int) day);
    if (pieces == 0 && !promoted) {
      return;
    }
    if (size == itemOf.length) {
      itemOf = Arrays.copyOf(itemOf, 2 * size);
      dayOf = Arrays.copyOf(dayOf, 2 * size);
      piecesOf = Arrays.copyOf(piecesOf, 2 * size);
    }
    itemOf[size] =
        numbers.computeIfAbsent(
            item,
            it -> {
              items.add(it);
              return items.size() - 1;
            });
    dayOf[size] = (int) day;
    promotedRows.set(size, promoted);
    piecesOf[size++] = pieces;
  }

  /**
   * What was sold by week.
   *
   * @param articles what the catalogue says, by item id; may have more and fewer than were sold
   * @throws NoForecastException where there is no complete week with a sale
   */
  public SalesHistory history(Map<String, Article> articles) {
    int first = Integer.MAX_VALUE;
    for (int row = 0; row < size; row++) {
      first = piecesOf[row] > 0 ? Math.min(first, dayOf[row]) : first;
    }
    if (first == Integer.MAX_VALUE) {
      throw new NoForecastException(
          "there is no forecast: nothing was sold"
              + (untimed > 0 ? " at a time that is known" : "")
              + "; it needs events of type purchase with their timestamps");
    }
    // The newest day is not over, nor is the week before the first full one.
    int weeks = Math.min(SalesHistory.LONGEST, (newest - first) / SalesHistory.DAYS);
    if (weeks == 0) {
      throw new NoForecastException(
          "there is no forecast: sales of "
              + (newest - first + 1)
              + " day(s) have no complete week, which takes eight; try again when there are more");
    }
    return new WeekTable(items, articles, newest, weeks).fill(this::rows);
  }

  private void rows(WeekTable.Row sink) {
    for (int row = 0; row < size; row++) {
      sink.take(itemOf[row], dayOf[row], piecesOf[row], promotedRows.get(row));
    }
  }
}
