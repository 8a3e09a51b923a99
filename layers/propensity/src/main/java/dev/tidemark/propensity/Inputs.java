package dev.tidemark.propensity;

import java.util.ArrayList;
import java.util.List;

/** The numbers that a head weighs: every feature, and what BG/NBD says of the same days. */
public final class Inputs {
  static final String RHYTHM = "RHYTHM";
  private static final double SURE = 1e-4;
  private static final Feature[] FEATURES = Feature.values();

  private Inputs() {}

  /** Their names, by which a package tells whether this code still reads what it was fitted on. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Feature feature : FEATURES) {
      names.add(feature.name());
    }
    names.add(RHYTHM);
    return List.copyOf(names);
  }

  static Topic topic(int input) {
    return input < FEATURES.length ? FEATURES[input].topic() : Topic.RHYTHM;
  }

  /** All but the last one, which depends on the days that are asked about. */
  public static double[] features(Standing standing) {
    double[] values = new double[FEATURES.length + 1];
    for (int i = 0; i < FEATURES.length; i++) {
      values[i] = FEATURES[i].of(standing);
    }
    return values;
  }

  /** Sets the last one. */
  public static void rhythm(double[] features, BgNbd.Buyer buyer, BgNbd model, int days) {
    double probability = model.orderWithin(days, buyer);
    features[FEATURES.length] = logit(Math.max(SURE, Math.min(1 - SURE, probability)));
  }

  static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }
}
