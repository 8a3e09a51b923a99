package dev.tidemark.propensity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a shopper stands at a moment: what is known of their orders and visits from before it. An
 * order is all that was bought on one day (UTC).
 */
public final class Standing {
  /** Milliseconds. */
  public static final double DAY = 86_400_000;

  private final long moment;
  private final double tenure;
  private final double idle;
  private final int orders;

  /** Days before the moment, those of the orders one after the other, the first one first. */
  private final double[] ago;

  private final double[] values;
  private final int[] lines;
  private final int valued;
  private final int items;
  private final int[] visits;
  private final int carts;
  private final double promoted;

  private static final int[] VISIT_DAYS = {1, 7, 30};
  private static final int CART_DAYS = 7;

  private Standing(Activity activity, int from, int to, long moment) {
    this.moment = moment;
    tenure = (moment - activity.millis(from)) / DAY;
    idle = (moment - activity.millis(to - 1)) / DAY;
    ago = new double[to - from];
    values = new double[to - from];
    lines = new int[to - from];
    visits = new int[VISIT_DAYS.length];
    int[] bought = new int[to - from];
    int purchases = 0;
    int promotions = 0;
    int inCart = 0;
    int found = 0;
    int priced = 0;
    long day = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      double before = (moment - activity.millis(i)) / DAY;
      if (activity.isPurchase(i)) {
        long today = Math.floorDiv(activity.millis(i), (long) DAY);
        if (today != day) {
          day = today;
          ago[found++] = before;
        }
        lines[found - 1]++;
        if (!Float.isNaN(activity.amount(i))) {
          values[found - 1] += activity.amount(i);
          priced++;
        }
        bought[purchases++] = activity.item(i);
        promotions += activity.isPromoted(i) ? 1 : 0;
      } else {
        for (int window = 0; window < VISIT_DAYS.length; window++) {
          visits[window] += before <= VISIT_DAYS[window] ? 1 : 0;
        }
        inCart += activity.isCart(i) && before <= CART_DAYS ? 1 : 0;
      }
    }
    orders = found;
    valued = priced;
    carts = inCart;
    promoted = purchases == 0 ? 0 : (double) promotions / purchases;
    items = (int) Arrays.stream(bought, 0, purchases).distinct().count();
  }

  /** Empty where nothing is known of before the moment, epoch milliseconds. */
  public static Optional<Standing> at(long moment, Activity activity) {
    int to = activity.before(moment);
    int from = Math.max(0, to - Activity.MOST_ROWS);
    return to == 0 ? Optional.empty() : Optional.of(new Standing(activity, from, to, moment));
  }

  /** Epoch milliseconds. */
  public long moment() {
    return moment;
  }

  public int orders() {
    return orders;
  }

  /** Days since the first thing that is known. */
  public double tenure() {
    return tenure;
  }

  /** Days since the last order; since the first thing known where there is none. */
  public double recency() {
    return orders == 0 ? tenure : ago[orders - 1];
  }

  /** Days since anything. */
  double idle() {
    return idle;
  }

  /** Mean days from one order to the next; empty with fewer than two. */
  public Optional<Double> meanGap() {
    return orders < 2 ? Optional.empty() : Optional.of((ago[0] - ago[orders - 1]) / (orders - 1));
  }

  /** Days from one order to the next, sorted. */
  double[] gaps() {
    double[] gaps = new double[Math.max(0, orders - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = ago[i] - ago[i + 1];
    }
    Arrays.sort(gaps);
    return gaps;
  }

  /** As BG/NBD knows a buyer, in whole days; one without an order as if they had begun with one. */
  public BgNbd.Buyer buyer() {
    double first = orders == 0 ? tenure : ago[0];
    return new BgNbd.Buyer(
        Math.max(0, orders - 1), orders < 2 ? 0 : first - ago[orders - 1], first);
  }

  int ordersWithin(double days) {
    int count = 0;
    for (int i = orders - 1; i >= 0 && ago[i] <= days; i--) {
      count++;
    }
    return count;
  }

  /** Orders, of which one counts half as much after so many days. */
  double fading(double halfLife) {
    double sum = 0;
    for (int i = 0; i < orders; i++) {
      sum += Math.pow(0.5, ago[i] / halfLife);
    }
    return sum;
  }

  /** Whether any price of what was bought is known. */
  public boolean hasPrices() {
    return valued > 0;
  }

  /** Mean value of an order; 0 without prices or orders. */
  public double meanValue() {
    return orders == 0 ? 0 : Arrays.stream(values, 0, orders).sum() / orders;
  }

  double lastValue() {
    return orders == 0 ? 0 : values[orders - 1];
  }

  /** Mean number of lines of an order; 0 without orders. */
  public double meanLines() {
    return orders == 0 ? 0 : (double) Arrays.stream(lines, 0, orders).sum() / orders;
  }

  double lastLines() {
    return orders == 0 ? 0 : lines[orders - 1];
  }

  /** Different items that were bought. */
  int items() {
    return items;
  }

  /** What was done but buying in the last 1, 7 or 30 days. */
  int visits(int window) {
    return visits[window];
  }

  /** What was put into the cart in the last 7 days. */
  int carts() {
    return carts;
  }

  /** Share of what was bought under a promotion. */
  public double promoted() {
    return promoted;
  }
}
