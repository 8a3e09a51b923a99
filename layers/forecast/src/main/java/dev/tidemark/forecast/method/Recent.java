package dev.tidemark.forecast.method;

import dev.tidemark.forecast.sales.SparseWeeks;
import java.util.Locale;

/**
 * The mean of all weeks, each counting by a fixed part less than the next. The part is no series'
 * own: which one is right is seen on all series of a shop together.
 *
 * @param discount by which a week counts less than the one after it, 0 to 1
 */
public record Recent(double discount) implements Method {
  @Override
  public String name() {
    return String.format(Locale.ROOT, "recent-%.2f", discount);
  }

  @Override
  public double[] forecast(Known known) {
    return known.level(of(known.sold()));
  }

  /** The mean of these weeks. */
  public double of(double[] sold) {
    double sum = 0;
    double weight = 0;
    for (double pieces : sold) {
      sum = sum * (1 - discount) + pieces;
      weight = weight * (1 - discount) + 1;
    }
    return sum / weight;
  }

  /** The same of an item's weeks before one, from its first on; 0 where it was not sold. */
  public double of(SparseWeeks sales, int item, int end) {
    double kept = 1 - discount;
    double sum = 0;
    int begin = sales.begins()[item];
    int entry = begin;
    for (; entry < sales.begins()[item + 1] && sales.week()[entry] < end; entry++) {
      sum += sales.pieces()[entry] * Math.pow(kept, end - 1 - sales.week()[entry]);
    }
    return entry == begin ? 0 : sum * discount / (1 - Math.pow(kept, end - sales.week()[begin]));
  }
}
