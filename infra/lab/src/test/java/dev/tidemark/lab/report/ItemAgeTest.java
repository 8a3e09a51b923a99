package dev.tidemark.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemAgeTest {
  @Test
  void shouldPutDaysIntoBucketsYoungestFirst() {
    double[] gains = {1, 0, .5, .25, 1};
    int[] days = {400, 6, 7, ItemAge.NEVER, 0};

    assertThat(ItemAge.of(gains, days))
        .containsExactly(
            new ItemAge("never", 1, .25),
            new ItemAge("0-6", 2, .5),
            new ItemAge("7-27", 1, .5),
            new ItemAge("365+", 1, 1));
  }
}
