package dev.tidemark.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void shouldFindThatADifferenceIsReal() {
    double[] a = new double[400];
    double[] b = new double[400];
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 10 == 0 ? 1 : 0;
      b[i] = i % 20 == 0 ? 1 : 0;
    }

    PairedBootstrap.Interval interval = PairedBootstrap.difference(a, b, 1);

    assertThat(interval.mean()).isCloseTo(0.05, EXACT);
    // standard error sqrt(.05 * .95 / 400) = .0109
    assertThat(interval.low()).isBetween(0.02, 0.04);
    assertThat(interval.high()).isBetween(0.06, 0.08);
  }
}
