package dev.tidemark.forecast;

import dev.tidemark.domain.CategoryPath;
import dev.tidemark.forecast.choose.Spread;
import dev.tidemark.forecast.sales.Grouping;
import dev.tidemark.forecast.sales.SalesHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One question to a shop's forecast, answered. */
final class Answer {
  private static final String UNIT = "pieces per week";

  /** Fewer weeks have no earlier origins to choose and measure by. */
  private static final int FEW_WEEKS = 16;

  private final ShopForecast shop;
  private final SalesHistory history;
  private final Question question;
  private final List<String> notes = new ArrayList<>();

  /** What is asked for, as it is found. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  private record Series(
      String id,
      String title,
      String method,
      double[] mean,
      double[] sold,
      double[] promoted,
      Spread spread,
      int place,
      List<Forecast.Compared> compared) {}

  Answer(ShopForecast shop, Question question) {
    this.shop = shop;
    this.question = question;
    history = shop.history();
  }

  Forecast forecast() {
    Series series =
        switch (question.level()) {
          case TOTAL -> total();
          case CATEGORY -> category();
          case ITEM -> item();
        };
    noteWhatToKnow();
    double[] mean = withPromotions(series.mean());
    return new Forecast(
        question.level().toString(),
        series.id(),
        series.title(),
        UNIT,
        history.end().toString(),
        series.method(),
        weeks(series, mean),
        past(series),
        reorder(series, mean),
        series.compared(),
        String.join("; ", notes));
  }

  private Series total() {
    return new Series(
        "",
        "",
        shop.said().methodOfTotal(),
        shop.said().total(),
        history.total(),
        history.totalPromoted(),
        shop.ofTotal(),
        0,
        shop.comparedTotal());
  }

  /** A category, or all within it where it has others. */
  private Series category() {
    CategoryPath asked = CategoryPath.of(question.id());
    List<Integer> found = new ArrayList<>();
    for (int group = 0; group < history.groups().size(); group++) {
      if (!asked.text().isEmpty() && asked.holds(CategoryPath.of(history.groups().get(group)))) {
        found.add(group);
      }
    }
    if (found.isEmpty()) {
      throw new UnknownSeriesException(
          "category: '"
              + question.id()
              + "' has no item that was sold or is on sale; give one of the catalogue's, such as "
              + history.groups().get(largest()));
    }
    if (found.size() == 1) {
      int group = found.get(0);
      return new Series(
          history.groups().get(group),
          "",
          shop.said().methodOfGroups()[group],
          shop.said().groups()[group],
          history.groupSold()[group],
          history.groupPromoted()[group],
          shop.ofGroups(),
          group,
          shop.comparedGroups().get(group));
    }
    double[] mean = new double[ShopForecast.LONGEST];
    double[] sold = new double[history.weeks()];
    double[] promoted = new double[history.weeks()];
    for (int group : found) {
      add(mean, shop.said().groups()[group], 1);
      add(sold, history.groupSold()[group], 1);
      add(promoted, history.groupPromoted()[group], 1.0 / found.size());
    }
    return new Series(
        question.id(),
        "",
        "sum of " + found.size() + " categories",
        mean,
        sold,
        promoted,
        shop.ofGroups(),
        -1,
        List.of());
  }

  private int largest() {
    int largest = 0;
    for (int group = 1; group < history.groups().size(); group++) {
      largest = shop.said().groups()[group][0] > shop.said().groups()[largest][0] ? group : largest;
    }
    return largest;
  }

  private static void add(double[] sum, double[] more, double part) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += part * more[i];
    }
  }

  private Series item() {
    int item = Collections.binarySearch(history.items(), question.id());
    if (item < 0) {
      throw new UnknownSeriesException(
          "item: '"
              + question.id()
              + "' was not sold, nor on sale, when the model was trained; give another one, or"
              + " train again");
    }
    int group = history.groupOf()[item];
    int place = Collections.binarySearch(shop.panel(), item);
    double[] sold = history.sales().of(item, history.weeks());
    boolean isNew = history.sales().sum(item, history.weeks()) == 0;
    if (isNew) {
      notes.add(
          "it was not sold yet; expected is its part of what new items of its category sell, larger"
              + " where their price is near");
    }
    String share =
        isNew
            ? "new items"
            : place < 0 ? shop.said().methodOfItems() : shop.said().methodOfPanel()[place];
    return new Series(
        question.id(),
        history.articles().get(item).title(),
        "share by " + share + " of " + shop.said().methodOfGroups()[group],
        shop.said().item(item, group),
        sold,
        history.groupPromoted()[group],
        shop.ofItems(),
        place,
        List.of());
  }

  private void noteWhatToKnow() {
    if (history.weeks() < FEW_WEEKS) {
      notes.add(
          "there are only "
              + history.weeks()
              + " complete weeks of sales, so methods and intervals are hardly tried");
    }
    if (question.level() == Level.CATEGORY && history.kind() == Grouping.Kind.FAMILY) {
      notes.add("most items have no category; they are grouped by the last word of their titles");
    }
    if (!question.promotion().isEmpty() && shop.said().uplift() == 0) {
      notes.add("promotions have not raised sales so far, so they do not raise the forecast");
    }
  }

  private double[] withPromotions(double[] mean) {
    double[] raised = mean.clone();
    for (int week : question.promotion()) {
      if (week <= raised.length) {
        raised[week - 1] *= 1 + shop.said().uplift();
      }
    }
    return raised;
  }

  private List<Forecast.Week> weeks(Series series, double[] mean) {
    List<Forecast.Week> weeks = new ArrayList<>();
    for (int week = 1; week <= question.weeks(); week++) {
      weeks.add(
          new Forecast.Week(
              history.week(history.weeks() + week - 1).toString(),
              rounded(mean[week - 1]),
              quantile(series, mean, week, 0.1),
              quantile(series, mean, week, 0.9),
              quantile(series, mean, week, 0.025),
              quantile(series, mean, week, 0.975)));
    }
    return weeks;
  }

  private static double quantile(Series series, double[] mean, int week, double probability) {
    return rounded(series.spread().quantile(series.place(), mean[week - 1], week, probability));
  }

  private List<Forecast.Past> past(Series series) {
    List<Forecast.Past> past = new ArrayList<>();
    for (int week = 0; week < history.weeks(); week++) {
      past.add(
          new Forecast.Past(
              history.week(week).toString(),
              Math.round(series.sold()[week]),
              rounded(series.promoted()[week])));
    }
    return past;
  }

  private Forecast.Reorder reorder(Series series, double[] mean) {
    double demand = 0;
    for (int week = 0; week < question.leadTime(); week++) {
      demand += mean[week];
    }
    double enough =
        series
            .spread()
            .quantileOfSum(series.place(), demand, question.leadTime(), question.serviceLevel());
    long point = (long) Math.ceil(Math.max(demand, enough));
    return new Forecast.Reorder(
        question.leadTime(),
        question.serviceLevel(),
        rounded(demand),
        rounded(point - demand),
        point);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
