package dev.tidemark.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.propensity.BgNbd.Buyer;
import org.junit.jupiter.api.Test;

class BgNbdTest {
  private static final double WEEK = 7;

  /** Of CDNOW as published, in days. */
  private static final BgNbd CDNOW = new BgNbd(.243, 4.414 * WEEK, .793, 2.426);

  @Test
  void shouldExpectWhatWasPublishedOfOneCustomer() {
    // Fader, Hardie and Lee 2005, customer 0001: x = 2, t_x = 30.43, T = 38.86, in 39 weeks 1.226.
    Buyer buyer = new Buyer(2, 30.43 * WEEK, 38.86 * WEEK);

    assertThat(CDNOW.ordersWithin(39 * WEEK, buyer)).isCloseTo(1.226, within(.001));
  }

  @Test
  void shouldThinkThatOneWithASingleOrderIsStillThere() {
    assertThat(CDNOW.alive(new Buyer(0, 0, 1000))).isEqualTo(1);
  }

  @Test
  void shouldSumTheSeries() {
    assertThat(BgNbd.gauss(1, 1, 2, .5)).isCloseTo(2 * Math.log(2), within(1e-10));
  }

  @Test
  void shouldExpectOrdersAlsoWhereTheFormulaHasAGap() {
    Buyer buyer = new Buyer(3, 50, 60);
    double at = new BgNbd(.5, 10, 1, 2).ordersWithin(90, buyer);
    double near = new BgNbd(.5, 10, 1.001, 2).ordersWithin(90, buyer);

    assertThat(at).isCloseTo(near, within(.01));
  }

  @Test
  void shouldRefuseABuyerWhoCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Buyer(0, 3, 10))
        .withMessageContaining("contradict");
  }
}
