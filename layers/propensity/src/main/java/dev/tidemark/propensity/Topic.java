package dev.tidemark.propensity;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What several features tell together, in a person's words. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum Topic {
  RECENCY(
      Standing::recency,
      it ->
          it.orders() == 0
              ? "There is no order yet."
              : text("The last order was %.0f days ago", it.recency())
                  + it.meanGap()
                      .map(gap -> text("; there is one every %.0f days.", gap))
                      .orElse(".")),
  FREQUENCY(
      Standing::orders,
      it -> text("Orders so far: %d; in the last 90 days: %d.", it.orders(), it.ordersWithin(90))),
  MONEY(Standing::meanValue, it -> text("The mean value of an order is %.2f.", it.meanValue())),
  BASKET(
      Standing::meanLines,
      it ->
          text(
              "An order has %.1f lines on average; different items so far: %d.",
              it.meanLines(), it.items())),
  TENURE(
      Standing::tenure, it -> text("The shop has known the shopper for %.0f days.", it.tenure())),
  VISITS(
      it -> it.visits(1),
      it ->
          text(
              "Views, clicks and carts in the last 7 days: %d; the last sign of life: %.0f days ago.",
              it.visits(1), it.idle())),
  PROMOTIONS(
      Standing::promoted, it -> text("Bought under a promotion: %.0f %%.", 100 * it.promoted())),

  /** What BG/NBD makes of the rhythm of the orders; the value is the probability of an order. */
  RHYTHM(
      it -> 0,
      it -> "Value is the probability of an order in time by the rhythm of the orders alone."),

  /** What the network makes of the order and kind of all that was done; it has no value. */
  TASTE(it -> 0, it -> "What was done lately, item by item, is like what others did.");

  private final ToDoubleFunction<Standing> value;
  private final Function<Standing, String> sentence;

  Topic(ToDoubleFunction<Standing> value, Function<Standing, String> sentence) {
    this.value = value;
    this.sentence = sentence;
  }

  /** The number that stands for it, in its own unit. */
  double value(Standing standing) {
    return value.applyAsDouble(standing);
  }

  /** Plain English, without judging whether it is much. */
  String sentence(Standing standing) {
    return sentence.apply(standing);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
