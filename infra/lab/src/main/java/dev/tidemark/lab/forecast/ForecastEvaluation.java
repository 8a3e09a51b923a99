package dev.tidemark.lab.forecast;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.Given;
import dev.tidemark.forecast.choose.Rolling;
import dev.tidemark.forecast.choose.ShopOrigins;
import dev.tidemark.forecast.method.Known;
import dev.tidemark.forecast.method.Method;
import dev.tidemark.forecast.method.Methods;
import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.lab.report.ForecastReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the product's forecast with plain methods over rolling origins: at each, one week after
 * the other, only what was sold before is known.
 *
 * @param horizon weeks ahead
 */
public record ForecastEvaluation(Path folder, Given given, int horizon, PrintStream out) {
  /** What the product's own forecast is called. */
  public static final String PRODUCT = "tidemark";

  private static final int LONGEST = 26;
  private static final int FEWEST_ORIGINS = 4;

  /** Weeks known at the first origin, which teach choice and intervals of those that are scored. */
  private static final int FEWEST_WEEKS = 8;

  /** Items that are scored: those that most was sold of before the first origin that is. */
  private static final int ITEMS = 300;

  private static final int PIECES = 13;

  public ForecastEvaluation {
    if (horizon < 1 || horizon > LONGEST) {
      throw new IllegalArgumentException("--weeks: " + horizon + "; give 1 to " + LONGEST);
    }
  }

  /**
   * @throws DatasetException where there are too few weeks
   */
  public ForecastReport run() {
    FolderSales data = FolderSales.read(folder, given, out);
    return of(data.name(), data.history(), horizon);
  }

  static ForecastReport of(String name, SalesHistory history, int horizon) {
    int first = Math.max(FEWEST_WEEKS + horizon, history.weeks() / 2);
    int last = history.weeks() - horizon;
    if (last - first + 1 < FEWEST_ORIGINS) {
      throw new DatasetException(
          name
              + ": "
              + history.weeks()
              + " complete weeks of sales are too few for "
              + FEWEST_ORIGINS
              + " origins with "
              + horizon
              + " weeks ahead each; give fewer --weeks or a longer history");
    }
    int[] panel = ShopOrigins.panel(history, first, first, PIECES, ITEMS);
    Levels levels = new Levels(history, horizon, first, panel);
    ShopOrigins shop = new ShopOrigins(history, horizon, panel);
    for (int origin = FEWEST_WEEKS; origin <= last; origin++) {
      levels.add(shop, shop.at(origin, horizon));
    }
    return levels.report(name, last);
  }

  /** The scores of every method at each level. */
  private static final class Levels {
    private final SalesHistory history;
    private final int horizon;
    private final int first;
    private final int[] panel;
    private final double[][] itemSold;
    private final Map<String, LevelScores> total = new TreeMap<>();
    private final Map<String, LevelScores> categories = new TreeMap<>();
    private final Map<String, LevelScores> items = new TreeMap<>();
    private final Map<String, Integer> chosenByTotal = new TreeMap<>();
    private final Map<String, Integer> chosenByCategories = new TreeMap<>();
    private final Map<String, Integer> chosenByItems = new TreeMap<>();

    Levels(SalesHistory history, int horizon, int first, int[] panel) {
      this.history = history;
      this.horizon = horizon;
      this.first = first;
      this.panel = panel;
      itemSold = new double[panel.length][];
      for (int i = 0; i < panel.length; i++) {
        itemSold[i] = history.sales().of(panel[i], history.weeks());
      }
    }

    void add(ShopOrigins shop, ShopOrigins.Said said) {
      int origin = said.origin();
      addAll(shop.ofTotal(), origin, total, new double[][] {history.total()});
      add(total, PRODUCT, new double[][] {history.total()}, origin, new double[][] {said.total()});
      addAll(shop.ofGroups(), origin, categories, history.groupSold());
      double[][] groups = new double[history.groups().size()][];
      for (int group = 0; group < groups.length; group++) {
        groups[group] = shop.ofGroups().has(origin, group) ? said.groups()[group] : null;
      }
      add(categories, PRODUCT, history.groupSold(), origin, groups);
      addItems(said);
      if (origin >= first) {
        chosenByTotal.merge(said.methodOfTotal(), 1, Integer::sum);
        count(said.methodOfGroups(), chosenByCategories);
        count(said.methodOfPanel(), chosenByItems);
      }
    }

    private static void count(String[] methods, Map<String, Integer> counts) {
      for (String method : methods) {
        counts.merge(method, 1, Integer::sum);
      }
    }

    private void addAll(
        Rolling rolling, int origin, Map<String, LevelScores> level, double[][] sold) {
      for (int method = 0; method < rolling.methods().size(); method++) {
        double[][] means = new double[sold.length][];
        for (int series = 0; series < sold.length; series++) {
          means[series] = rolling.has(origin, series) ? rolling.mean(origin, method, series) : null;
        }
        add(level, rolling.methods().get(method).name(), sold, origin, means);
      }
    }

    private void addItems(ShopOrigins.Said said) {
      double[][] means = new double[panel.length][];
      for (int i = 0; i < panel.length; i++) {
        means[i] = said.item(panel[i], history.groupOf()[panel[i]]);
      }
      add(items, PRODUCT, itemSold, said.origin(), means);
      for (Method method : Methods.plain()) {
        double[][] plain = new double[panel.length][];
        for (int i = 0; i < panel.length; i++) {
          plain[i] = forecast(method, itemSold[i], said.origin());
        }
        add(items, method.name(), itemSold, said.origin(), plain);
      }
    }

    private double[] forecast(Method method, double[] sold, int origin) {
      int begin = 0;
      while (begin < origin && sold[begin] == 0) {
        begin++;
      }
      return begin == origin
          ? new double[horizon]
          : method.forecast(Known.plain(Arrays.copyOfRange(sold, begin, origin), horizon));
    }

    private void add(
        Map<String, LevelScores> level,
        String method,
        double[][] sold,
        int origin,
        double[][] means) {
      if (sold.length > 0) {
        level
            .computeIfAbsent(method, name -> new LevelScores(sold, horizon, first))
            .add(origin, means);
      }
    }

    ForecastReport report(String dataset, int last) {
      List<ForecastReport.Level> levels = new ArrayList<>();
      levels.add(level("total", 1, total, chosenByTotal));
      levels.add(level("category", history.groups().size(), categories, chosenByCategories));
      levels.add(level("item", panel.length, items, chosenByItems));
      return new ForecastReport(
          new ForecastReport.DataSet(
              dataset,
              history.weeks(),
              history.items().size(),
              history.groups().size(),
              history.kind().toString().toLowerCase(Locale.ROOT),
              history.end().toString()),
          horizon,
          last - first + 1,
          history.week(first).toString(),
          levels);
    }

    private ForecastReport.Level level(
        String name, int series, Map<String, LevelScores> scores, Map<String, Integer> chosen) {
      List<ForecastReport.Row> rows = new ArrayList<>();
      LevelScores own = scores.get(PRODUCT);
      scores.forEach(
          (method, score) ->
              rows.add(
                  new ForecastReport.Row(
                      method,
                      score.wape(),
                      score.mase(),
                      score.rmsse(),
                      score.coverage80(),
                      score.coverage95(),
                      score.pinball(),
                      OriginBootstrap.difference(own, score, first, horizon))));
      return new ForecastReport.Level(name, horizon, series, rows, chosen);
    }
  }
}
