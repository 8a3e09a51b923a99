package dev.tidemark.forecast;

import dev.tidemark.forecast.choose.Observations;
import dev.tidemark.forecast.choose.ShopOrigins;
import dev.tidemark.forecast.choose.Spread;
import dev.tidemark.forecast.sales.NoForecastException;
import dev.tidemark.forecast.sales.SalesHistory;
import java.util.Arrays;
import java.util.List;

/**
 * What a shop sells in the weeks to come: of its total, its categories and its items, which add up.
 *
 * @param said of the weeks ahead, from the newest origin
 * @param panel items with a choice of method of their own, rising
 * @param comparedTotal methods of the total with their errors, best first
 * @param comparedGroups the same of each group
 */
public record ShopForecast(
    SalesHistory history,
    ShopOrigins.Said said,
    List<Integer> panel,
    Spread ofTotal,
    Spread ofGroups,
    Spread ofItems,
    List<Forecast.Compared> comparedTotal,
    List<List<Forecast.Compared>> comparedGroups) {

  /** Weeks ahead that are forecast: half a year; of more, nothing here has learnt anything. */
  public static final int LONGEST = 26;

  /** Weeks by which methods are judged. */
  private static final int HORIZON = 4;

  /** Weeks by which it is learnt how intervals widen. */
  private static final int WIDENING = 8;

  /** A week apart, which intervals are learnt from; before them a method knew less. */
  public static final int ORIGINS = 16;

  private static final int FEWEST_WEEKS = 8;
  private static final int YEAR = 52;
  private static final int PANEL = 1000;
  private static final int PIECES = 13;

  public ShopForecast {
    panel = List.copyOf(panel);
    comparedTotal = List.copyOf(comparedTotal);
    comparedGroups = List.copyOf(comparedGroups);
  }

  /**
   * Chooses and fits on all weeks that are known. What one week alone says is repeated; with the
   * first eight weeks, choice and intervals begin to rest on earlier origins.
   *
   * @throws NoForecastException where there is no complete week
   */
  public static ShopForecast of(SalesHistory history) {
    int weeks = history.weeks();
    int[] panel = ShopOrigins.panel(history, weeks, YEAR, PIECES, PANEL);
    ShopOrigins shop = new ShopOrigins(history, HORIZON, panel);
    Observations total = new Observations();
    Observations groups = new Observations();
    Observations items = new Observations();
    double[] totalSold = history.total();
    double[][] itemSold = new double[panel.length][];
    for (int i = 0; i < panel.length; i++) {
      itemSold[i] = history.sales().of(panel[i], weeks);
    }
    for (int origin = Math.max(FEWEST_WEEKS, weeks - HORIZON - ORIGINS + 1);
        origin + HORIZON <= weeks;
        origin++) {
      ShopOrigins.Said said = shop.at(origin, WIDENING);
      total.add(0, said.total(), totalSold, origin, weeks);
      for (int group = 0; group < history.groups().size(); group++) {
        groups.add(group, said.groups()[group], history.groupSold()[group], origin, weeks);
      }
      for (int i = 0; i < panel.length; i++) {
        double[] mean = said.item(panel[i], history.groupOf()[panel[i]]);
        items.add(i, mean, itemSold[i], origin, weeks);
      }
    }
    ShopOrigins.Said said = shop.at(weeks, LONGEST);
    return new ShopForecast(
        history,
        said,
        Arrays.stream(panel).boxed().toList(),
        Spread.of(total, 1),
        Spread.of(groups, history.groups().size()),
        Spread.of(items, panel.length),
        Compared.of(shop.comparedTotal(weeks)),
        shop.comparedGroups(weeks).stream().map(Compared::of).toList());
  }

  /**
   * @throws UnknownSeriesException where there is no such item or category, naming what to do
   */
  public Forecast answer(Question question) {
    return new Answer(this, question).forecast();
  }
}
