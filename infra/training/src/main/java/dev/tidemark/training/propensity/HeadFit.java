package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Inputs;
import dev.tidemark.propensity.Taste;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A head and how it did on cuts that are later than all it was fitted on. What is returned is
 * fitted on those cuts, too, at the level that the last of them showed.
 *
 * @param validation of the head that had not seen these cuts, with its level
 * @param ofRhythm of BG/NBD alone on the same examples
 */
public record HeadFit(Head head, Scores validation, Scores ofRhythm) {
  /** One of these is chosen on the later cuts. */
  private static final double[] RIDGES = {30, 300, 3000};

  /** Fewer who bought, or did not, tell nothing. */
  private static final int FEWEST = 20;

  private static final long DAY = 86_400_000;

  /**
   * @param cuts those with a whole window after them in the data, in the order of time
   * @return empty where there are too few cuts or too few who bought to fit and judge a head
   */
  public static Optional<HeadFit> of(
      List<Cut> cuts, List<Activity> activities, BgNbd rhythm, int days, Optional<States> states) {
    if (cuts.isEmpty()) {
      return Optional.empty();
    }
    Cut last = cuts.get(cuts.size() - 1);
    // What came after an earlier cut must not reach into the time of the later ones.
    long apart = last.millis() - days * DAY;
    List<Cut> earlier = cuts.stream().filter(cut -> cut.millis() <= apart).toList();
    List<Cut> later = cuts.stream().filter(cut -> cut.millis() > apart).toList();
    Examples before = Examples.of(earlier, activities, rhythm, days);
    Examples after = Examples.of(later, activities, rhythm, days);
    Examples newest = Examples.of(List.of(last), activities, rhythm, days);
    if (!tells(before) || !tells(newest)) {
      return Optional.empty();
    }
    Trial best =
        Arrays.stream(RIDGES)
            .mapToObj(ridge -> Trial.of(before, newest, days, ridge))
            .min(Comparator.comparingDouble(trial -> trial.loss(after)))
            .orElseThrow();
    Scores validation = Scores.of(probabilities(logOdds(best.head, after)), after.buys());
    Head whole = fit(Examples.of(cuts, activities, rhythm, days), days, best.ridge);
    double[] byRhythm = Arrays.stream(after.inputs()).mapToDouble(HeadFit::rhythm).toArray();
    Head head =
        new Head(
            days,
            whole.inputs(),
            whole.means(),
            whole.weights(),
            whole.bias() + best.level,
            Taste.NONE,
            newest.baseRate());
    Taste taste =
        states
            .map(them -> new TasteFit(activities, rhythm, them).of(earlier, later, best.head, head))
            .orElse(Taste.NONE);
    return Optional.of(
        new HeadFit(
            head.with(taste), validation, Scores.of(probabilities(byRhythm), after.buys())));
  }

  /**
   * A head that has not seen the later cuts, but for the level of the newest one.
   *
   * @param level by which its log-odds were moved
   */
  private record Trial(Head head, double ridge, double level) {
    static Trial of(Examples before, Examples newest, int days, double ridge) {
      Head fitted = fit(before, days, ridge);
      double level = Logistic.shift(logOdds(fitted, newest), newest.buys());
      return new Trial(fitted.shifted(level), ridge, level);
    }

    double loss(Examples examples) {
      return Scores.logLoss(logOdds(head, examples), examples.buys(), 0);
    }
  }

  /** Whether it is better than to say the same of everybody. */
  public boolean isWorthServing() {
    return validation.auc() > 0.5 && validation.brier() < validation.baseBrier();
  }

  private static boolean tells(Examples examples) {
    return examples.ones() >= FEWEST && examples.size() - examples.ones() >= FEWEST;
  }

  private static Head fit(Examples examples, int days, double ridge) {
    int size = examples.inputs()[0].length;
    double[] means = new double[size];
    double[] deviations = new double[size];
    double[][] scaled = scaled(examples.inputs(), means, deviations);
    double[] fitted =
        Logistic.fit(
            scaled, examples.buys(), examples.weights(), new double[examples.size()], ridge);
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = fitted[i + 1] / deviations[i];
    }
    return new Head(
        days, Inputs.names(), means, weights, fitted[0], Taste.NONE, examples.baseRate());
  }

  /** Less the mean, by the deviation; sets both. */
  private static double[][] scaled(double[][] rows, double[] means, double[] deviations) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        means[i] += row[i] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / rows.length;
      }
    }
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = deviations[i] > 1e-12 ? Math.sqrt(deviations[i]) : 1;
    }
    double[][] scaled = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      scaled[row] = rows[row].clone();
      for (int i = 0; i < means.length; i++) {
        scaled[row][i] = (rows[row][i] - means[i]) / deviations[i];
      }
    }
    return scaled;
  }

  private static double[] logOdds(Head head, Examples examples) {
    return Arrays.stream(examples.inputs()).mapToDouble(head::logOdds).toArray();
  }

  private static double[] probabilities(double[] logOdds) {
    return Arrays.stream(logOdds).map(Head::probability).toArray();
  }

  private static double rhythm(double[] inputs) {
    return Head.probability(inputs[inputs.length - 1]);
  }
}
