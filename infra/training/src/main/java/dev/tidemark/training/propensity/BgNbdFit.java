package dev.tidemark.training.propensity;

import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.BgNbd.Buyer;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.hipparchus.special.Gamma;

/**
 * BG/NBD by maximum likelihood.
 *
 * @param logLikelihood of all buyers under the model
 */
public record BgNbdFit(BgNbd model, double logLikelihood) {
  private static final int MOST_EVALUATIONS = 1000;
  private static final double PRECISION = 1e-9;

  /** What is searched are logarithms; beyond these the likelihood no longer changes. */
  private static final double FAR = 12;

  private static final double[] BEGIN = {0, 2, 0, 0};
  private static final double STEP = 1;

  /**
   * @param buyers at least one
   */
  public static BgNbdFit of(List<Buyer> buyers) {
    if (buyers.isEmpty()) {
      throw new IllegalArgumentException("buyers: none; give at least one");
    }
    PointValuePair best = null;
    double[] from = BEGIN;
    // Started again where it ended: a simplex that collapsed early finds its way out.
    for (int round = 0; round < 2; round++) {
      best =
          new SimplexOptimizer(new SimpleValueChecker(PRECISION, -1))
              .optimize(
                  new MaxEval(MOST_EVALUATIONS),
                  GoalType.MAXIMIZE,
                  new InitialGuess(from),
                  new ObjectiveFunction(at -> logLikelihood(model(at), buyers)),
                  new NelderMeadSimplex(BEGIN.length, STEP));
      from = best.getPoint();
    }
    return new BgNbdFit(model(from), best.getValue());
  }

  private static BgNbd model(double[] logarithms) {
    double[] values = new double[logarithms.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(Math.max(-FAR, Math.min(FAR, logarithms[i])));
    }
    return new BgNbd(values[0], values[1], values[2], values[3]);
  }

  static double logLikelihood(BgNbd model, List<Buyer> buyers) {
    double r = model.r();
    double alpha = model.alpha();
    double a = model.a();
    double b = model.b();
    double same =
        r * Math.log(alpha) - Gamma.logGamma(r) + Gamma.logGamma(a + b) - Gamma.logGamma(b);
    double sum = 0;
    for (Buyer buyer : buyers) {
      int x = buyer.repeats();
      double stayed = -(r + x) * Math.log(alpha + buyer.age());
      double left =
          x == 0
              ? Double.NEGATIVE_INFINITY
              : Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + buyer.last());
      double larger = Math.max(stayed, left);
      sum +=
          same
              + Gamma.logGamma(r + x)
              + Gamma.logGamma(b + x)
              - Gamma.logGamma(a + b + x)
              + larger
              + Math.log(Math.exp(stayed - larger) + Math.exp(left - larger));
    }
    return sum;
  }
}
