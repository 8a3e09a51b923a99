package dev.tidemark.forecast.file;

import dev.tidemark.forecast.Forecast;
import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.choose.ShopOrigins;
import dev.tidemark.forecast.choose.Spread;
import dev.tidemark.forecast.sales.Article;
import dev.tidemark.forecast.sales.Grouping;
import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.forecast.sales.SparseWeeks;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A shop's forecast as bytes, big-endian: a format number, then what {@link ShopForecast} holds in
 * the order of its parts; a list begins with its length. Nothing in it tells of a person.
 */
public final class ForecastFile {
  private static final int FORMAT = 1;

  private ForecastFile() {}

  /** Writes it, and leaves the stream open. */
  public static void write(ShopForecast forecast, OutputStream out) throws IOException {
    Columns.Out columns = new Columns.Out(new DataOutputStream(new BufferedOutputStream(out)));
    columns.number(FORMAT);
    write(forecast.history(), columns);
    write(forecast.said(), columns);
    columns.numbers(forecast.panel().stream().mapToInt(Integer::intValue).toArray());
    for (Spread spread : List.of(forecast.ofTotal(), forecast.ofGroups(), forecast.ofItems())) {
      columns.values(spread.dispersions());
      columns.values(new double[] {spread.dispersion(), spread.growth(), spread.sumGrowth()});
      columns.table(spread.shapes());
    }
    write(forecast.comparedTotal(), columns);
    for (List<Forecast.Compared> ofGroup : forecast.comparedGroups()) {
      write(ofGroup, columns);
    }
    columns.flush();
  }

  private static void write(SalesHistory history, Columns.Out columns) throws IOException {
    columns.number(Math.toIntExact(history.end().toEpochDay()));
    columns.number(history.weeks());
    columns.texts(history.items());
    for (Article article : history.articles()) {
      columns.text(article.title());
      columns.text(article.category());
      columns.values(new double[] {article.price(), article.active() ? 1 : 0});
    }
    columns.numbers(history.sales().begins());
    columns.shorts(history.sales().week());
    columns.numbers(history.sales().pieces());
    columns.text(history.kind().name());
    columns.texts(history.groups());
    columns.numbers(history.groupOf());
    columns.table(history.groupSold());
    columns.table(history.groupPromoted());
  }

  private static void write(ShopOrigins.Said said, Columns.Out columns) throws IOException {
    columns.number(said.origin());
    columns.values(said.total());
    columns.table(said.groups());
    columns.values(said.shares());
    columns.text(said.methodOfTotal());
    columns.texts(List.of(said.methodOfGroups()));
    columns.texts(List.of(said.methodOfPanel()));
    columns.text(said.methodOfItems());
    columns.values(new double[] {said.uplift()});
  }

  private static void write(List<Forecast.Compared> compared, Columns.Out columns)
      throws IOException {
    columns.texts(compared.stream().map(Forecast.Compared::method).toList());
    columns.values(compared.stream().mapToDouble(Forecast.Compared::wape).toArray());
  }

  /**
   * Reads it to its end, and leaves the stream open.
   *
   * @throws IOException where it is cut short, or of another format
   */
  public static ShopForecast read(InputStream in) throws IOException {
    Columns.In columns = new Columns.In(new DataInputStream(new BufferedInputStream(in)));
    int format = columns.number();
    if (format != FORMAT) {
      throw new IOException("it has format " + format + ", and only " + FORMAT + " can be read");
    }
    SalesHistory history = history(columns);
    ShopOrigins.Said said = said(columns);
    List<Integer> panel = new ArrayList<>();
    for (int item : columns.numbers()) {
      panel.add(item);
    }
    Spread total = spread(columns);
    Spread groups = spread(columns);
    Spread items = spread(columns);
    List<Forecast.Compared> comparedTotal = compared(columns);
    List<List<Forecast.Compared>> comparedGroups = new ArrayList<>();
    for (int group = 0; group < history.groups().size(); group++) {
      comparedGroups.add(compared(columns));
    }
    columns.end();
    return new ShopForecast(
        history, said, panel, total, groups, items, comparedTotal, comparedGroups);
  }

  private static SalesHistory history(Columns.In columns) throws IOException {
    LocalDate end = LocalDate.ofEpochDay(columns.number());
    int weeks = columns.number();
    List<String> items = columns.texts();
    List<Article> articles = new ArrayList<>(items.size());
    for (int item = 0; item < items.size(); item++) {
      String title = columns.text();
      String category = columns.text();
      double[] numbers = columns.values();
      articles.add(new Article(title, category, numbers[0], numbers[1] > 0));
    }
    SparseWeeks sales = new SparseWeeks(columns.numbers(), columns.shorts(), columns.numbers());
    Grouping.Kind kind = Grouping.Kind.valueOf(columns.text());
    return new SalesHistory(
        end,
        weeks,
        items,
        articles,
        sales,
        kind,
        columns.texts(),
        columns.numbers(),
        columns.table(),
        columns.table());
  }

  private static ShopOrigins.Said said(Columns.In columns) throws IOException {
    return new ShopOrigins.Said(
        columns.number(),
        columns.values(),
        columns.table(),
        columns.values(),
        columns.text(),
        columns.texts().toArray(String[]::new),
        columns.texts().toArray(String[]::new),
        columns.text(),
        columns.values()[0]);
  }

  private static Spread spread(Columns.In columns) throws IOException {
    double[] dispersions = columns.values();
    double[] numbers = columns.values();
    return new Spread(dispersions, numbers[0], numbers[1], numbers[2], columns.table());
  }

  private static List<Forecast.Compared> compared(Columns.In columns) throws IOException {
    List<String> methods = columns.texts();
    double[] wape = columns.values();
    List<Forecast.Compared> compared = new ArrayList<>();
    for (int i = 0; i < wape.length; i++) {
      compared.add(new Forecast.Compared(methods.get(i), wape[i]));
    }
    return compared;
  }
}
