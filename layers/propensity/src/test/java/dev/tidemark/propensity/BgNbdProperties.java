package dev.tidemark.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.propensity.BgNbd.Buyer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BgNbdProperties {

  @Property
  void shouldExpectAtLeastAsManyOrdersAsItIsLikelyThatOneComes(
      @ForAll @DoubleRange(min = .05, max = 5) double r,
      @ForAll @DoubleRange(min = 1, max = 300) double alpha,
      @ForAll @DoubleRange(min = .05, max = 5) double a,
      @ForAll @DoubleRange(min = .05, max = 5) double b,
      @ForAll @IntRange(min = 1, max = 50) int repeats,
      @ForAll @DoubleRange(min = 1, max = 300) double last,
      @ForAll @DoubleRange(min = 0, max = 300) double since) {
    BgNbd model = new BgNbd(r, alpha, a, b);
    Buyer buyer = new Buyer(repeats, last, last + since);

    double week = model.orderWithin(7, buyer);
    double month = model.orderWithin(30, buyer);

    assertThat(week).isBetween(0.0, 1.0);
    assertThat(month).isBetween(week, 1.0);
    assertThat(month).isLessThanOrEqualTo(model.alive(buyer) + 1e-9);
    assertThat(model.ordersWithin(30, buyer)).isGreaterThanOrEqualTo(month - 1e-6);
  }
}
