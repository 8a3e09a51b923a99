package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.Basis;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Taste;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A head and how it did on cuts that are later than all it was fitted on; of the ways that a head
 * can go by, the one that ranked shoppers best there. What is returned is fitted on those cuts,
 * too, at the level that the last of them showed.
 *
 * @param validation of the head that had not seen these cuts, with its level
 * @param tried the same of each way
 */
public record HeadFit(Head head, Scores validation, Map<Basis, Scores> tried) {
  /** One of these is chosen on the later cuts. */
  private static final double[] RIDGES = {30, 300, 3000, 30_000};

  /** For what has few weights. */
  private static final double[] FAINT = {1};

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
    List<Trial> trials = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      trials.add(
          Arrays.stream(basis == Basis.HEAD ? RIDGES : FAINT)
              .mapToObj(ridge -> new HeadRegression(basis, ridge))
              .map(regression -> Trial.of(regression, before, newest, after, days))
              .min(Comparator.comparingDouble(Trial::loss))
              .orElseThrow());
    }
    Trial best =
        trials.stream().reduce((one, other) -> other.auc() > one.auc() ? other : one).orElseThrow();
    Head whole = best.regression.fit(Examples.of(cuts, activities, rhythm, days), days);
    Head head = whole.shifted(best.level).withBaseRate(newest.baseRate());
    Taste taste =
        states
            .map(them -> new TasteFit(activities, rhythm, them).of(earlier, later, best.head, head))
            .orElse(Taste.NONE);
    Map<Basis, Scores> tried = new EnumMap<>(Basis.class);
    trials.forEach(it -> tried.put(it.regression.basis(), it.scores));
    return Optional.of(new HeadFit(head.with(taste), best.scores, tried));
  }

  /**
   * A head that has not seen the later cuts, but for the level of the newest one.
   *
   * @param level by which its log-odds were moved
   * @param scores on the later cuts
   * @param loss there, in nats
   */
  private record Trial(
      HeadRegression regression, Head head, double level, Scores scores, double loss) {
    static Trial of(
        HeadRegression regression, Examples before, Examples newest, Examples after, int days) {
      Head fitted = regression.fit(before, days);
      double level = Logistic.shift(logOdds(fitted, newest), newest.buys());
      Head head = fitted.shifted(level);
      double[] odds = logOdds(head, after);
      double[] probabilities = Arrays.stream(odds).map(Head::probability).toArray();
      return new Trial(
          regression,
          head,
          level,
          Scores.of(probabilities, after.buys()),
          Scores.logLoss(odds, after.buys(), 0));
    }

    double auc() {
      return scores.auc();
    }
  }

  /** Whether it is better than to say the same of everybody. */
  public boolean isWorthServing() {
    return validation.auc() > 0.5 && validation.brier() < validation.baseBrier();
  }

  private static boolean tells(Examples examples) {
    return examples.ones() >= FEWEST && examples.size() - examples.ones() >= FEWEST;
  }

  private static double[] logOdds(Head head, Examples examples) {
    return Arrays.stream(examples.inputs()).mapToDouble(head::logOdds).toArray();
  }
}
