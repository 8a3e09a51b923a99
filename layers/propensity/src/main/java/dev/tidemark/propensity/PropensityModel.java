package dev.tidemark.propensity;

import java.util.List;

/**
 * All that tells who will buy; computed in plain Java.
 *
 * @param until the end of the data that it was fitted on, epoch milliseconds
 * @param rhythm of orders
 * @param heads by their days, the shortest first; only those that were better than the base rate
 */
public record PropensityModel(long until, BgNbd rhythm, Spend spend, List<Head> heads) {
  /** Days that money is expected in. */
  public static final int SPEND_DAYS = 90;

  private static final long DAY = (long) Standing.DAY;

  /**
   * Later than so many days after the data's end, what did not come was not sent: it is no pause.
   */
  private static final int FRESH = 30;

  public PropensityModel {
    heads = List.copyOf(heads);
  }

  /**
   * The moment that is asked about: now, but not long after the data end, unless this shopper did
   * something since.
   *
   * @param newest what the shopper did last, epoch milliseconds
   */
  public long asOf(long now, long newest) {
    return Math.max(Math.min(now, until + FRESH * DAY), newest + 1);
  }

  /** What is said of somebody of whom nothing is known. */
  public List<Outlook.Within> baseRates() {
    return heads.stream()
        .map(it -> new Outlook.Within(it.days(), it.baseRate(), Outlook.Within.BASE_RATE))
        .toList();
  }

  /** Whether what the network says of a shopper counts. */
  public boolean readsState() {
    return heads.stream().anyMatch(head -> !head.taste().isNone());
  }

  /** The same without heads that this code cannot compute. */
  public PropensityModel readable() {
    return new PropensityModel(
        until, rhythm, spend, heads.stream().filter(Head::isReadable).toList());
  }
}
