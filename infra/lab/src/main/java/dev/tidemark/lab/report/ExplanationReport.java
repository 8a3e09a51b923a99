package dev.tidemark.lab.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tidemark.training.fit.EpochReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How faithful explanations are, written as JSON as it stands here.
 *
 * @param seed of training and of what is random
 * @param excludeSeen whether a shopper's earlier items are left out of the ranking
 * @param history of the shoppers that were asked for
 * @param methods a row for each method and number of named items
 */
@JsonPropertyOrder({"task", "protocol", "seed", "dataset"})
public record ExplanationReport(
    String protocol,
    long seed,
    EvaluationReport.DataSet dataset,
    boolean excludeSeen,
    String parameters,
    HistoryLength history,
    List<Row> methods,
    Counterfactuals counterfactuals,
    List<EpochReport> epochs) {
  private static final long BOOTSTRAP_SEED = 1;

  /** The figures of a row, as {@link Row#figures} has them. */
  static final List<String> FIGURES = List.of("pos@5", "del", "ins", "cdcg");

  @JsonProperty
  String task() {
    return "explanations";
  }

  /**
   * @param questions shoppers that were asked for, one question each
   * @param tooShort shoppers left out, whose history has no more items than are named at most
   * @param meanItems items of a history that the model looks at
   * @param medianItems the same
   */
  public record HistoryLength(int questions, int tooShort, double meanItems, int medianItems) {}

  /**
   * What is given as "without these the first item would not be answered".
   *
   * @param answered places of an answer
   * @param most items in one at most
   * @param share of the questions that have one
   * @param meanSize items in one
   * @param confirmed share of them that are true when scored again, each alone
   */
  public record Counterfactuals(
      int answered, int most, double share, double meanSize, double confirmed) {}

  /**
   * One method.
   *
   * @param ke items that are named at most
   * @param named items that are named, the mean
   * @param figures means with their 95 % bootstrap intervals over shoppers
   * @param difference of what is served to this method, on the same questions; none for what is
   *     served
   */
  @JsonPropertyOrder({"name", "ke"})
  public record Row(
      String name,
      int ke,
      double named,
      @JsonIgnore Map<String, PairedBootstrap.Interval> figures,
      Map<String, PairedBootstrap.Interval> difference) {

    /**
     * @param own of each question, for each of the figures
     * @param served the same of what is served; no figures where that is this method
     */
    public static Row of(
        String name,
        int ke,
        double named,
        Map<String, double[]> own,
        Map<String, double[]> served) {
      Map<String, PairedBootstrap.Interval> figures = new LinkedHashMap<>();
      Map<String, PairedBootstrap.Interval> difference = new LinkedHashMap<>();
      own.forEach(
          (figure, values) ->
              figures.put(
                  figure,
                  PairedBootstrap.difference(values, new double[values.length], BOOTSTRAP_SEED)));
      served.forEach(
          (figure, values) ->
              difference.put(
                  figure, PairedBootstrap.difference(values, own.get(figure), BOOTSTRAP_SEED)));
      return new Row(name, ke, named, figures, difference);
    }

    @JsonAnyGetter
    Map<String, Double> means() {
      Map<String, Double> means = new LinkedHashMap<>();
      figures.forEach((figure, interval) -> means.put(figure, interval.mean()));
      return means;
    }

    @JsonProperty
    Map<String, PairedBootstrap.Interval> intervals() {
      return figures;
    }

    double mean(String figure) {
      return figures.get(figure).mean();
    }
  }

  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s, %s: the first item of %,d shoppers (median history %d items; %,d have too few)%n",
        dataset.name(),
        protocol,
        history.questions(),
        history.medianItems(),
        history.tooShort());
    out.printf(
        Locale.ROOT,
        "%-12s %3s %6s %20s %20s %20s %20s%n",
        "",
        "Ke",
        "named",
        "POS@5, lower",
        "DEL, lower",
        "INS, higher",
        "CDCG, lower");
    for (Row row : methods) {
      out.printf(Locale.ROOT, "%-12s %3d %6.2f", row.name(), row.ke(), row.named());
      for (String figure : FIGURES) {
        out.printf(" %20s", text(row.figures().get(figure)));
      }
      out.println();
    }
    out.println(text(counterfactuals));
  }

  static String text(PairedBootstrap.Interval interval) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f-%.3f)", interval.mean(), interval.low(), interval.high());
  }

  static String text(Counterfactuals found) {
    return String.format(
        Locale.ROOT,
        "%.1f %% have a set of at most %d items without which the first one is not among %d answered;"
            + " mean size %.2f, %.1f %% true when scored again",
        100 * found.share(),
        found.most(),
        found.answered(),
        found.meanSize(),
        100 * found.confirmed());
  }
}
