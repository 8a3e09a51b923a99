package dev.tidemark.training.propensity;

import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.Inputs;
import dev.tidemark.propensity.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where all shoppers stood at one moment: features of before it, whatever came after.
 *
 * @param millis the moment, epoch milliseconds
 * @param shoppers those who had done something, by their places among all
 * @param features of each, see {@link Inputs#features}
 * @param buyers of each
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
public record Cut(long millis, int[] shoppers, double[][] features, List<BgNbd.Buyer> buyers) {
  private static final long DAY = (long) Standing.DAY;

  /**
   * @param every of this many shoppers one is looked at
   */
  public static Cut at(long millis, List<Activity> activities, int every) {
    List<Integer> shoppers = new ArrayList<>();
    List<double[]> features = new ArrayList<>();
    List<BgNbd.Buyer> buyers = new ArrayList<>();
    for (int shopper = 0; shopper < activities.size(); shopper += every) {
      Optional<Standing> standing = Standing.at(millis, activities.get(shopper));
      if (standing.isPresent()) {
        shoppers.add(shopper);
        features.add(Inputs.features(standing.get()));
        buyers.add(standing.get().buyer());
      }
    }
    return new Cut(
        millis,
        shoppers.stream().mapToInt(it -> it).toArray(),
        features.toArray(double[][]::new),
        buyers);
  }

  public int size() {
    return shoppers.length;
  }

  /** All inputs of a head. */
  public double[][] inputs(BgNbd rhythm, int days) {
    double[][] inputs = new double[features.length][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = features[i].clone();
      Inputs.rhythm(inputs[i], buyers.get(i), rhythm, days);
    }
    return inputs;
  }

  /** Who bought in the days that followed. */
  public boolean[] buys(List<Activity> activities, int days) {
    boolean[] buys = new boolean[shoppers.length];
    for (int i = 0; i < buys.length; i++) {
      buys[i] = activities.get(shoppers[i]).buysBetween(millis, millis + days * DAY);
    }
    return buys;
  }
}
