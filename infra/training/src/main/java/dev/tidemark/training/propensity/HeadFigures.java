package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Basis;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of a head on validation, as a package holds them.
 *
 * @param by what it goes by: {@code head}, {@code bg-nbd} or {@code rfm}
 * @param auc of it, beside those of each way that was tried
 * @param baseBrier Brier score of always saying the base rate
 * @param served whether it is better than that
 * @param readsState whether the network's state corrects it
 */
public record HeadFigures(
    int days,
    String by,
    double auc,
    double headAuc,
    double bgNbdAuc,
    double rfmAuc,
    double brier,
    double baseBrier,
    double baseRate,
    boolean served,
    boolean readsState) {

  static HeadFigures of(HeadFit fit) {
    Scores own = fit.validation();
    return new HeadFigures(
        fit.head().days(),
        fit.head().basis().toString(),
        own.auc(),
        fit.tried().get(Basis.HEAD).auc(),
        fit.tried().get(Basis.BG_NBD).auc(),
        fit.tried().get(Basis.RFM).auc(),
        own.brier(),
        own.baseBrier(),
        own.baseRate(),
        fit.isWorthServing(),
        !fit.head().taste().isNone());
  }

  /** By name, such as {@code 30.auc}; yes is 1. */
  public Map<String, Double> named() {
    Map<String, Double> named = new TreeMap<>();
    named.put(days + ".auc", auc);
    named.put(days + ".headAuc", headAuc);
    named.put(days + ".bgNbdAuc", bgNbdAuc);
    named.put(days + ".rfmAuc", rfmAuc);
    named.put(days + ".brier", brier);
    named.put(days + ".baseBrier", baseBrier);
    named.put(days + ".baseRate", baseRate);
    named.put(days + ".served", served ? 1.0 : 0.0);
    named.put(days + ".readsState", readsState ? 1.0 : 0.0);
    return named;
  }
}
