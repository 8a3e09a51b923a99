package dev.tidemark.propensity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is to be expected of a shopper.
 *
 * @param within probabilities of an order, the shortest time first
 * @param orders expected in the next {@link PropensityModel#SPEND_DAYS} days
 * @param revenue expected in them; NaN where no price is known
 * @param because what moved the last of the probabilities most, the strongest first
 */
public record Outlook(
    long asOf,
    List<Within> within,
    double orders,
    double revenue,
    List<Segment> segments,
    List<Reason> because) {
  private static final int MOST_REASONS = 3;

  /** Less moves no probability by a hundredth. */
  private static final double LEAST_EFFECT = 0.05;

  /**
   * @param probability of an order within so many days
   * @param by what tells it: a {@link Basis}, or {@link #BASE_RATE}
   */
  public record Within(int days, double probability, String by) {
    /** What all shoppers do. */
    public static final String BASE_RATE = "base-rate";
  }

  /**
   * @param value in the topic's own unit
   * @param effect on the log-odds against the shop's mean shopper
   */
  public record Reason(Topic topic, double value, double effect, String sentence) {}

  public Outlook {
    within = List.copyOf(within);
    segments = List.copyOf(segments);
    because = List.copyOf(because);
  }

  /**
   * @param state what the network says that the shopper wants; empty = it was not asked
   */
  public static Outlook of(Standing standing, float[] state, PropensityModel model) {
    double[] values = Inputs.features(standing);
    BgNbd.Buyer buyer = standing.buyer();
    List<Within> within = new ArrayList<>();
    List<Reason> because = List.of();
    double atLeast = 0;
    for (Head head : model.heads()) {
      Inputs.rhythm(values, buyer, model.rhythm(), head.days());
      // Who comes within a week comes within a month.
      atLeast = Math.max(atLeast, head.probability(values, state));
      within.add(new Within(head.days(), atLeast, head.basis().toString()));
      because = reasons(head.effects(values, state), standing, model, head.days());
    }
    double orders = model.rhythm().ordersWithin(PropensityModel.SPEND_DAYS, buyer);
    return new Outlook(
        standing.moment(),
        within,
        orders,
        orders * model.spend().of(standing),
        Segment.of(standing),
        because);
  }

  /**
   * Probability that the shopper orders within the longest time and the order holds something.
   *
   * @param share of it in what the shopper takes next, 0 to 1
   */
  public double orderHolds(double share, Standing standing) {
    double longest = within.isEmpty() ? 0 : within.get(within.size() - 1).probability();
    return orderHolds(longest, share, standing.meanLines());
  }

  /**
   * As if the lines of an order were drawn one by one.
   *
   * @param probability of the order
   */
  static double orderHolds(double probability, double share, double lines) {
    return probability * -Math.expm1(Math.max(1, lines) * Math.log1p(-Math.min(share, 1 - 1e-9)));
  }

  private static List<Reason> reasons(
      Map<Topic, Double> effects, Standing standing, PropensityModel model, int days) {
    return effects.entrySet().stream()
        .filter(it -> Math.abs(it.getValue()) >= LEAST_EFFECT)
        .sorted(Comparator.comparingDouble(it -> -Math.abs(it.getValue())))
        .limit(MOST_REASONS)
        .map(
            it -> {
              double value =
                  it.getKey() == Topic.RHYTHM
                      ? model.rhythm().orderWithin(days, standing.buyer())
                      : it.getKey().value(standing);
              return new Reason(
                  it.getKey(),
                  value,
                  it.getValue(),
                  it.getKey().sentence(standing) + direction(it.getValue()));
            })
        .toList();
  }

  private static String direction(double effect) {
    return effect > 0 ? " That speaks for an order." : " That speaks against an order.";
  }
}
