package dev.tidemark.forecast.sales;

import java.util.Arrays;

/**
 * Pieces of many items by week, only where there are any.
 *
 * @param begins where each item's entries begin, and the end
 * @param week of each entry, rising within an item
 * @param pieces of each entry
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record SparseWeeks(int[] begins, short[] week, int[] pieces) {

  /**
   * @param packed item, week and pieces as {@link #pack} joins them; sorted in place
   */
  static SparseWeeks of(long[] packed, int items) {
    Arrays.sort(packed);
    int[] begins = new int[items + 1];
    short[] week = new short[packed.length];
    int[] pieces = new int[packed.length];
    int size = 0;
    long before = -1;
    for (long entry : packed) {
      long place = entry >>> PIECES;
      if (place != before) {
        week[size] = (short) (place & WEEK_MASK);
        begins[(int) (place >>> WEEK) + 1]++;
        size++;
        before = place;
      }
      long sum = pieces[size - 1] + (entry & PIECES_MASK);
      pieces[size - 1] = (int) Math.min(sum, PIECES_MASK);
    }
    Arrays.parallelPrefix(begins, Integer::sum);
    return new SparseWeeks(begins, Arrays.copyOf(week, size), Arrays.copyOf(pieces, size));
  }

  private static final int PIECES = 30;
  private static final int WEEK = 9;
  private static final long PIECES_MASK = (1L << PIECES) - 1;
  private static final long WEEK_MASK = (1L << WEEK) - 1;

  static long pack(int item, int week, int pieces) {
    return ((long) item << WEEK | week) << PIECES | Math.min(pieces, PIECES_MASK);
  }

  public int items() {
    return begins.length - 1;
  }

  /** Week by week, 0 where nothing was sold. */
  public double[] of(int item, int weeks) {
    double[] sold = new double[weeks];
    for (int entry = begins[item]; entry < begins[item + 1]; entry++) {
      sold[week[entry]] = pieces[entry];
    }
    return sold;
  }

  /** Of an item's weeks before one. */
  public double sum(int item, int end) {
    double sum = 0;
    for (int entry = begins[item]; entry < begins[item + 1] && week[entry] < end; entry++) {
      sum += pieces[entry];
    }
    return sum;
  }
}
