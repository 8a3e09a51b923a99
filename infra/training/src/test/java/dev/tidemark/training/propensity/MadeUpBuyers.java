package dev.tidemark.training.propensity;

import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.BgNbd.Buyer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Buyers who behave as BG/NBD says. */
final class MadeUpBuyers {
  private MadeUpBuyers() {}

  /**
   * @param age days that each is watched
   */
  static List<Buyer> drawn(BgNbd model, int count, double age, SplittableRandom seeds) {
    Random random = new Random(seeds.nextLong());
    List<Buyer> buyers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double rate = gamma(model.r(), random) / model.alpha();
      double leaves = gamma(model.a(), random);
      leaves /= leaves + gamma(model.b(), random);
      buyers.add(drawn(rate, leaves, age, random));
    }
    return buyers;
  }

  /** Only an order that repeats the first one can be the last. */
  private static Buyer drawn(double rate, double leaves, double age, Random random) {
    double time = 0;
    double last = 0;
    int repeats = 0;
    boolean there = true;
    while (there) {
      time -= Math.log(1 - random.nextDouble()) / rate;
      there = time <= age;
      if (there) {
        repeats++;
        last = time;
        there = random.nextDouble() >= leaves;
      }
    }
    return new Buyer(repeats, last, age);
  }

  /** Marsaglia and Tsang (2000). */
  private static double gamma(double shape, Random random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
