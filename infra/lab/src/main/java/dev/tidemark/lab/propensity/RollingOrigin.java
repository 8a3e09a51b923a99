package dev.tidemark.lab.propensity;

import dev.tidemark.data.DatasetException;
import dev.tidemark.lab.report.PropensityReport;
import dev.tidemark.lab.report.PropensityReport.Bin;
import dev.tidemark.lab.report.PropensityReport.Difference;
import dev.tidemark.lab.report.PropensityReport.Row;
import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Head;
import dev.tidemark.propensity.Standing;
import dev.tidemark.training.propensity.BgNbdFit;
import dev.tidemark.training.propensity.Cut;
import dev.tidemark.training.propensity.Cuts;
import dev.tidemark.training.propensity.HeadFit;
import dev.tidemark.training.propensity.PropensityFit;
import dev.tidemark.training.propensity.States;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Asks at one weekly cut after another who buys, each time with what could be known by then: heads
 * and baselines are fitted on windows that were over, at every cut; BG/NBD and the network on what
 * came before, at every fourth.
 *
 * @param out for what goes on
 */
public record RollingOrigin(ShopHistory shop, int days, long seed, PrintStream out) {
  private static final String TIDEMARK = "tidemark";
  private static final String RFM = "rfm";
  private static final String BG_NBD = "bg-nbd";
  private static final String BASE = "base-rate";

  private static final int TEST_CUTS = 16;
  private static final int VALIDATION_CUTS = 4;
  private static final int TOGETHER = 4;
  private static final int FEWEST_CUTS = 2;
  private static final long DAY = (long) Standing.DAY;
  private static final Duration DAY_LONG = Duration.ofMillis(DAY);
  private static final long WEEK = 7 * DAY;
  private static final double UNDECIDED = 0.5;

  /**
   * A network that was trained on what came before a moment.
   *
   * @param close frees what it holds
   */
  public record Network(States states, Runnable close) {}

  /** What was asked, how often the network's state was read, and how often there was a network. */
  private record Answers(
      Asked asked, List<Long> cuts, int read, int networks, Map<String, Integer> by) {}

  /**
   * @param networks trains one on what came before a moment
   * @throws DatasetException where the data are too short or too few to ask anything
   */
  public PropensityReport run(Function<Instant, Optional<Network>> networks) {
    List<Activity> activities = shop.activities();
    Cuts cuts = Cuts.of(activities);
    long last = cuts.end() - days * DAY;
    List<Long> test = back(last, TEST_CUTS, cuts);
    Answers answers = ask(test, cuts, networks);
    if (answers.cuts().size() < FEWEST_CUTS) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s: %,d shoppers over %,d days are too few to learn at one time who buys within %d"
                  + " days and to ask at a later one; give more data%s",
              shop.name(),
              activities.size(),
              (cuts.end() - cuts.begin()) / DAY,
              days,
              days > 7 ? " or --days 7" : ""));
    }
    // What is known when thresholds are chosen must be over before the first of the test's cuts.
    long known = answers.cuts().get(0) - days * DAY;
    Answers validation = ask(back(known, VALIDATION_CUTS, cuts), cuts, before -> Optional.empty());
    return report(activities, cuts, answers, validation.asked());
  }

  private static List<Long> back(long last, int count, Cuts cuts) {
    List<Long> moments = new ArrayList<>();
    for (int i = 0; i < count && last - i * WEEK > cuts.begin(); i++) {
      moments.add(last - i * WEEK);
    }
    Collections.reverse(moments);
    return moments;
  }

  private Answers ask(
      List<Long> moments, Cuts cuts, Function<Instant, Optional<Network>> networks) {
    Asked asked = new Asked();
    List<Long> done = new ArrayList<>();
    int read = 0;
    int trained = 0;
    Map<String, Integer> by = new TreeMap<>();
    for (int from = 0; from < moments.size(); from += TOGETHER) {
      List<Long> some = moments.subList(from, Math.min(moments.size(), from + TOGETHER));
      Optional<BgNbd> rhythm =
          PropensityFit.rhythm(PropensityFit.standings(cuts.activities(), some.get(0)));
      if (rhythm.isEmpty() || fit(some.get(some.size() - 1), cuts, rhythm.get()).isEmpty()) {
        continue;
      }
      Optional<Network> network = networks.apply(Instant.ofEpochMilli(some.get(0)));
      for (long moment : some) {
        Optional<States> states = network.map(Network::states);
        Optional<HeadFit> fit =
            HeadFit.of(cuts.before(moment, days), cuts.activities(), rhythm.get(), days, states);
        if (fit.isPresent()) {
          done.add(moment);
          by.merge(fit.get().head().basis().toString(), 1, Integer::sum);
          trained += states.isPresent() ? 1 : 0;
          read += fit.get().head().taste().isNone() ? 0 : 1;
          ask(moment, cuts, rhythm.get(), fit.get().head(), states, asked);
        }
      }
      network.ifPresent(it -> it.close().run());
    }
    return new Answers(asked, done, read, trained, by);
  }

  private Optional<HeadFit> fit(long moment, Cuts cuts, BgNbd rhythm) {
    return HeadFit.of(cuts.before(moment, days), cuts.activities(), rhythm, days, Optional.empty());
  }

  private void ask(
      long moment, Cuts cuts, BgNbd rhythm, Head head, Optional<States> states, Asked asked) {
    Cut cut = cuts.at(moment);
    double[][] inputs = cut.inputs(rhythm, days);
    List<float[]> wanted =
        head.taste().isNone() || states.isEmpty()
            ? Collections.nCopies(cut.size(), new float[0])
            : states.get().at(moment, cut.shoppers());
    double[] own = new double[cut.size()];
    double[] byRhythm = new double[cut.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = head.probability(inputs[i], wanted.get(i));
      byRhythm[i] = rhythm.orderWithin(days, cut.buyers().get(i));
    }
    RfmRegression regression = regression(cuts.before(moment, days), cuts, rhythm);
    asked.add(cut.shoppers(), cut.buys(cuts.activities(), days));
    asked.add(TIDEMARK, own);
    asked.add(RFM, Arrays.stream(inputs).mapToDouble(regression::probability).toArray());
    asked.add(BG_NBD, byRhythm);
    double[] base = new double[own.length];
    Arrays.fill(base, head.baseRate());
    asked.add(BASE, base);
  }

  private RfmRegression regression(List<Cut> learnt, Cuts cuts, BgNbd rhythm) {
    List<double[]> inputs = new ArrayList<>();
    List<Boolean> buys = new ArrayList<>();
    for (Cut cut : learnt) {
      inputs.addAll(List.of(cut.inputs(rhythm, days)));
      for (boolean one : cut.buys(cuts.activities(), days)) {
        buys.add(one);
      }
    }
    boolean[] truth = new boolean[buys.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = buys.get(i);
    }
    return new RfmRegression(inputs.toArray(double[][]::new), truth, seed);
  }

  private PropensityReport report(
      List<Activity> activities, Cuts cuts, Answers answers, Asked validation) {
    Asked asked = answers.asked();
    boolean[] truth = asked.truth();
    ClusteredBootstrap bootstrap = new ClusteredBootstrap(asked.shoppers(), truth);
    List<Row> rows = new ArrayList<>();
    for (String model : asked.answers().keySet()) {
      double threshold =
          validation.isEmpty()
              ? UNDECIDED
              : Figures.of(validation.of(model), validation.truth()).bestThreshold();
      Map<String, Difference> ahead =
          model.equals(TIDEMARK)
              ? Map.of()
              : Map.of(TIDEMARK, bootstrap.auc(asked.of(TIDEMARK), asked.of(model), seed));
      rows.add(row(model, Figures.of(asked.of(model), truth), threshold, ahead));
    }
    Figures any = Figures.of(asked.of(TIDEMARK), truth);
    return new PropensityReport(
        shop.name(),
        days,
        rows,
        answers.cuts().stream().map(it -> Instant.ofEpochMilli(it).toString()).toList(),
        (int) asked.shoppers().stream().distinct().count(),
        truth.length,
        any.baseRate(),
        seed,
        "trained for "
            + answers.networks()
            + " of the cuts, its state read at "
            + answers.read()
            + " of them, where it helped on validation",
        answers.by(),
        rhythm(activities, cuts));
  }

  private static Row row(
      String name, Figures figures, double threshold, Map<String, Difference> ahead) {
    List<Bin> tenths = figures.tenths();
    int[] counts = figures.confusion(threshold);
    double hits = counts[0];
    double precision = counts[0] + counts[1] == 0 ? 0 : hits / (counts[0] + counts[1]);
    double recall = counts[0] + counts[2] == 0 ? 0 : hits / (counts[0] + counts[2]);
    return new Row(
        name,
        figures.auc(),
        figures.prAuc(),
        figures.brier(),
        Figures.calibrationError(tenths),
        (hits + counts[3]) / figures.truth().length,
        precision,
        recall,
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall),
        threshold,
        ahead,
        tenths);
  }

  /** On the first half of the data, as CDNOW was; on all where nobody had bought by then. */
  static PropensityReport.Rhythm rhythm(List<Activity> activities, Cuts cuts) {
    Instant first = Instant.ofEpochMilli(cuts.begin()).truncatedTo(ChronoUnit.DAYS);
    Instant end = Instant.ofEpochMilli(cuts.end()).truncatedTo(ChronoUnit.DAYS).plus(DAY_LONG);
    Instant half = first.plus(Duration.ofDays(ChronoUnit.DAYS.between(first, end) / 2));
    List<BgNbd.Buyer> early = WeeklyBuyers.before(half, activities);
    Instant until = early.isEmpty() ? end : half;
    List<BgNbd.Buyer> buyers = early.isEmpty() ? WeeklyBuyers.before(end, activities) : early;
    BgNbdFit fit = BgNbdFit.of(buyers);
    BgNbd model = fit.model();
    return new PropensityReport.Rhythm(
        until.toString(),
        buyers.size(),
        model.r(),
        model.alpha(),
        model.a(),
        model.b(),
        fit.logLikelihood());
  }
}
