package dev.tidemark.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well is told who buys, written as JSON as it stands here.
 *
 * @param days within which somebody buys
 * @param models a row each
 * @param cuts when was asked, ISO 8601
 * @param questions shoppers by cuts
 * @param baseRate share of them that came true
 * @param network where the network's state is read: at how many of the cuts it helped on validation
 * @param by what tidemark's answers went by, with the number of cuts, as validation chose before
 *     each
 * @param bgNbd what BG/NBD found on the first half of the data
 */
@JsonPropertyOrder({"task", "days", "models"})
public record PropensityReport(
    String data,
    int days,
    List<Row> models,
    List<String> cuts,
    int shoppers,
    int questions,
    double baseRate,
    long seed,
    String network,
    Map<String, Integer> by,
    Rhythm bgNbd) {

  @JsonProperty
  String task() {
    return "propensity";
  }

  /**
   * A tenth of the answers.
   *
   * @param predicted mean probability
   * @param observed share that came true
   * @param lift that share by the base rate
   */
  public record Bin(int count, double predicted, double observed, double lift) {}

  /** With its 95 % interval from a bootstrap over shoppers. */
  public record Difference(double mean, double low, double high) {}

  /**
   * Parameters as published: time in weeks.
   *
   * @param calibratedUntil the first day that is not read, ISO 8601
   */
  public record Rhythm(
      String calibratedUntil,
      int customers,
      double r,
      double alpha,
      double a,
      double b,
      double logLikelihood) {}

  /**
   * One model.
   *
   * @param calibrationError over the deciles
   * @param threshold for accuracy, precision, recall and F1, chosen on earlier cuts
   * @param aucAhead by how much tidemark's AUC is above this one's
   * @param deciles the likeliest first
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Row(
      String name,
      double auc,
      double prAuc,
      double brier,
      double calibrationError,
      double accuracy,
      double precision,
      double recall,
      double f1,
      double threshold,
      Map<String, Difference> aucAhead,
      List<Bin> deciles) {}

  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s: who buys within %d days; %,d shoppers at %d cuts from %s to %s; %.1f %% did%n",
        data,
        days,
        shoppers,
        cuts.size(),
        cuts.get(0),
        cuts.get(cuts.size() - 1),
        100 * baseRate);
    out.printf(
        Locale.ROOT,
        "%-10s %7s %7s %7s %7s %9s %9s %7s %7s  %s%n",
        "",
        "AUC",
        "PR-AUC",
        "Brier",
        "calib.",
        "accuracy",
        "precision",
        "recall",
        "F1",
        "tidemark's AUC ahead");
    for (Row row : models) {
      out.printf(
          Locale.ROOT,
          "%-10s %7.4f %7.4f %7.4f %7.4f %9.4f %9.4f %7.4f %7.4f",
          row.name(),
          row.auc(),
          row.prAuc(),
          row.brier(),
          row.calibrationError(),
          row.accuracy(),
          row.precision(),
          row.recall(),
          row.f1());
      row.aucAhead()
          .values()
          .forEach(
              it ->
                  out.printf(
                      Locale.ROOT, "  %+.4f (%+.4f to %+.4f)", it.mean(), it.low(), it.high()));
      out.println();
    }
    out.println("network: " + network);
    out.println("tidemark goes by (cuts): " + by);
    out.printf(
        Locale.ROOT,
        "BG/NBD before %s, %,d customers, in weeks: r %.4f, alpha %.4f, a %.4f, b %.4f,"
            + " log-likelihood %.1f%n",
        bgNbd.calibratedUntil(),
        bgNbd.customers(),
        bgNbd.r(),
        bgNbd.alpha(),
        bgNbd.a(),
        bgNbd.b(),
        bgNbd.logLikelihood());
  }
}
