package dev.tidemark.forecast.choose;

import dev.tidemark.forecast.method.Method;
import dev.tidemark.forecast.method.Methods;
import dev.tidemark.forecast.method.Recent;
import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.forecast.sales.SparseWeeks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Forecasts of a whole shop at one origin after the other, as if the weeks from there on were not
 * known. At each the methods are chosen by the origins before it. Groups add up to the total, items
 * to their group.
 */
public final class ShopOrigins {
  private static final double OLDER = 0.85;

  private final SalesHistory history;
  private final double[] total;
  private final double[] totalPromoted;
  private final int[] panel;
  private final Rolling ofTotal;
  private final Rolling ofGroups;
  private final Rolling ofItems;

  /** Chosen before the levels were made to agree, by origin. */
  private final double[][] aloneTotal;

  private final double[][] sumOfGroups;

  /**
   * What is said at one origin.
   *
   * @param origin weeks that are known
   * @param total by week ahead
   * @param groups by group and week ahead
   * @param shares of each item in its group
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  public record Said(
      int origin,
      double[] total,
      double[][] groups,
      double[] shares,
      String methodOfTotal,
      String[] methodOfGroups,
      String[] methodOfPanel,
      String methodOfItems,
      double uplift) {

    /** Of an item, by week ahead. */
    public double[] item(int item, int group) {
      double[] mean = groups[group].clone();
      for (int week = 0; week < mean.length; week++) {
        mean[week] *= shares[item];
      }
      return mean;
    }
  }

  /**
   * @param horizon weeks by which methods are judged
   * @param panel items with enough sales for a choice of their own
   */
  public ShopOrigins(SalesHistory history, int horizon, int[] panel) {
    this.history = history;
    this.panel = panel.clone();
    total = history.total();
    totalPromoted = history.totalPromoted();
    ofTotal = new Rolling(Methods.candidates(), new double[][] {total}, history.weeks(), horizon);
    ofGroups = new Rolling(Methods.candidates(), history.groupSold(), history.weeks(), horizon);
    double[][] sold = new double[panel.length][];
    for (int i = 0; i < panel.length; i++) {
      sold[i] = history.sales().of(panel[i], history.weeks());
    }
    ofItems = new Rolling(Methods.ofItems(), sold, history.weeks(), horizon);
    aloneTotal = new double[history.weeks() + 1][];
    sumOfGroups = new double[history.weeks() + 1][];
  }

  /**
   * Origins are to be asked for in their order, each once.
   *
   * @param ahead weeks to forecast
   */
  public Said at(int origin, int ahead) {
    Effects effects = Effects.learn(history, origin);
    ofTotal.forecast(
        origin,
        ahead,
        (series, week) -> effects.factor(Effects.TOTAL, week, promoted(totalPromoted, week)));
    ofGroups.forecast(
        origin,
        ahead,
        (group, week) ->
            effects.factor(group, week, promoted(history.groupPromoted()[group], week)));
    ofItems.forecast(origin, ahead, (item, week) -> 1);
    Choice total = new Choice(ofTotal, origin);
    Choice groups = new Choice(ofGroups, origin);
    Choice items = new Choice(ofItems, origin);
    double[][] means = new double[history.groups().size()][];
    String[] methods = new String[means.length];
    for (int group = 0; group < means.length; group++) {
      int method = groups.method(group);
      boolean begun = ofGroups.has(origin, group);
      means[group] = begun ? ofGroups.mean(origin, method, group).clone() : new double[ahead];
      methods[group] = ofGroups.methods().get(method).name();
    }
    aloneTotal[origin] = ofTotal.mean(origin, total.method(0), 0);
    sumOfGroups[origin] = sum(means, ahead);
    double[] agreed = agree(origin, means);
    return new Said(
        origin,
        agreed,
        means,
        shares(origin, items),
        ofTotal.methods().get(total.method(0)).name(),
        methods,
        names(items),
        ofItems.methods().get(items.methodOfLevel()).name(),
        effects.uplift());
  }

  private static double promoted(double[] promoted, int week) {
    return week < promoted.length ? promoted[week] : 0;
  }

  private static double[] sum(double[][] means, int ahead) {
    double[] sum = new double[ahead];
    for (double[] mean : means) {
      for (int week = 0; week < ahead; week++) {
        sum[week] += mean[week];
      }
    }
    return sum;
  }

  /**
   * Weighs the total's own forecast and the sum of the groups' by the squares of how far each was
   * off at earlier origins, and scales the groups to it.
   */
  private double[] agree(int origin, double[][] means) {
    double ofAlone = 0;
    double ofSum = 0;
    int horizon = ofTotal.horizon();
    for (int before = 0; before + horizon <= origin; before++) {
      if (aloneTotal[before] != null) {
        double weight = Math.pow(OLDER, origin - before);
        for (int week = 0; week < horizon; week++) {
          ofAlone += weight * Math.abs(aloneTotal[before][week] - total[before + week]);
          ofSum += weight * Math.abs(sumOfGroups[before][week] - total[before + week]);
        }
      }
    }
    double both = ofAlone * ofAlone + ofSum * ofSum;
    double own = both > 0 ? ofSum * ofSum / both : 0.5;
    double[] agreed = new double[sumOfGroups[origin].length];
    for (int week = 0; week < agreed.length; week++) {
      double sum = sumOfGroups[origin][week];
      agreed[week] = sum > 0 ? own * aloneTotal[origin][week] + (1 - own) * sum : 0;
      for (double[] mean : means) {
        mean[week] *= sum > 0 ? agreed[week] / sum : 0;
      }
    }
    return agreed;
  }

  private double[] shares(int origin, Choice items) {
    double[] weights = new double[history.items().size()];
    Recent others = recent(ofItems.methods(), items);
    SparseWeeks sales = history.sales();
    for (int item = 0; item < weights.length; item++) {
      weights[item] = others.of(sales, item, origin);
    }
    for (int i = 0; i < panel.length; i++) {
      if (ofItems.has(origin, i)) {
        weights[panel[i]] = ofItems.mean(origin, items.method(i), i)[0];
      }
    }
    return Shares.of(history, origin, weights);
  }

  /** The best of those that many items can be asked for. */
  private static Recent recent(List<Method> methods, Choice items) {
    return methods.get(items.methodOfLevel()) instanceof Recent best ? best : new Recent(0.1);
  }

  private String[] names(Choice items) {
    String[] names = new String[panel.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = ofItems.methods().get(items.method(i)).name();
    }
    return names;
  }

  /** WAPE of every method at the origins before one. */
  public Map<String, Double> comparedTotal(int origin) {
    return new Choice(ofTotal, origin).wape(0);
  }

  /** The same of each group. */
  public List<Map<String, Double>> comparedGroups(int origin) {
    Choice groups = new Choice(ofGroups, origin);
    return IntStream.range(0, ofGroups.series()).mapToObj(groups::wape).toList();
  }

  /** What every method says of the total, for comparison; series 0. */
  public Rolling ofTotal() {
    return ofTotal;
  }

  /** The same of groups. */
  public Rolling ofGroups() {
    return ofGroups;
  }

  /**
   * The items that most was sold of in the weeks before an origin, those with the fewest left out.
   */
  public static int[] panel(SalesHistory history, int origin, int weeks, int pieces, int most) {
    int items = history.items().size();
    double[] sold = new double[items];
    for (int item = 0; item < items; item++) {
      sold[item] = history.sales().sum(item, origin) - history.sales().sum(item, origin - weeks);
    }
    return IntStream.range(0, items)
        .filter(item -> sold[item] >= pieces)
        .boxed()
        .sorted(
            (a, b) -> sold[a] == sold[b] ? Integer.compare(a, b) : Double.compare(sold[b], sold[a]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}
