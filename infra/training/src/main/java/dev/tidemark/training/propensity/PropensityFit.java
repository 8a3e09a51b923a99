package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.Basis;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.BgNbd.Buyer;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.propensity.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that tells who will buy, fitted on what shoppers did.
 *
 * @param heads every one that could be fitted, also one that is not served
 */
public record PropensityFit(PropensityModel model, List<HeadFit> heads) {
  /** Days that are asked about, the shortest first. */
  public static final List<Integer> DAYS = List.of(7, 30);

  private static final int MOST_BUYERS = 5000;

  /**
   * @return empty where nobody bought anything
   */
  public static Optional<PropensityFit> of(List<Activity> activities, Optional<States> states) {
    Cuts cuts = Cuts.of(activities);
    long end = cuts.end();
    List<Standing> standings = standings(activities, end);
    Optional<BgNbd> rhythm = rhythm(standings);
    if (rhythm.isEmpty()) {
      return Optional.empty();
    }
    List<HeadFit> heads = new ArrayList<>();
    for (int days : DAYS) {
      HeadFit.of(cuts.before(end, days), activities, rhythm.get(), days, states)
          .ifPresent(heads::add);
    }
    return Optional.of(
        new PropensityFit(
            new PropensityModel(
                end,
                rhythm.get(),
                SpendFit.of(standings),
                heads.stream().filter(HeadFit::isWorthServing).map(HeadFit::head).toList()),
            heads));
  }

  /** Of all heads, the shortest time first. */
  public List<HeadFigures> figures() {
    return heads.stream().map(HeadFigures::of).toList();
  }

  /** For people, a line for each head. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (HeadFit fit : heads) {
      Scores own = fit.validation();
      lines.add(
          String.format(
              Locale.ROOT,
              "who buys within %d days, on later data: AUC %.4f by %s (BG/NBD %.4f, RFM %.4f, head"
                  + " %.4f), Brier %.4f (base rate %.4f), %s",
              fit.head().days(),
              own.auc(),
              fit.head().basis(),
              fit.tried().get(Basis.BG_NBD).auc(),
              fit.tried().get(Basis.RFM).auc(),
              fit.tried().get(Basis.HEAD).auc(),
              own.brier(),
              own.baseBrier(),
              fit.isWorthServing() ? "served" : "not served: no better than the base rate"));
    }
    return lines;
  }

  /** Where those stand who had done something before a moment. */
  public static List<Standing> standings(List<Activity> activities, long moment) {
    return activities.stream().flatMap(it -> Standing.at(moment, it).stream()).toList();
  }

  /** Of those who have ordered; where they are many, of some of them. */
  public static Optional<BgNbd> rhythm(List<Standing> standings) {
    List<Buyer> buyers =
        standings.stream().filter(it -> it.orders() > 0).map(Standing::buyer).toList();
    int every = 1 + buyers.size() / MOST_BUYERS;
    List<Buyer> some = new ArrayList<>();
    for (int i = 0; i < buyers.size(); i += every) {
      some.add(buyers.get(i));
    }
    return some.isEmpty() ? Optional.empty() : Optional.of(BgNbdFit.of(some).model());
  }
}
