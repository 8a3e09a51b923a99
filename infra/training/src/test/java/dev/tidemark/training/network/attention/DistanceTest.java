package dev.tidemark.training.network.attention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "8, 8",
    "15, 8",
    "16, 9",
    "31, 9",
    "32, 10",
    "1023, 14",
    "1024, 15",
    "9999, 15"
  })
  void shouldBeExactAtFirstThenDouble(int distance, int bucket) {
    assertThat(Distance.bucket(distance)).isEqualTo(bucket).isLessThan(Distance.START);
  }

  /** Two older interactions, the start token, two newer ones. */
  @Test
  void shouldCountFromWhatEachPositionReadLast() {
    int start = Distance.START;

    int[][] buckets = {Distance.of(0, 2, 5), Distance.of(1, 2, 5), Distance.of(2, 2, 5)};

    assertThat(buckets)
        .isDeepEqualTo(
            new int[][] {
              {1, 0, start, 0, 0}, // has read the older ones only
              {2, 1, start, 0, 0},
              {3, 2, start, 1, 0}
            });
  }
}
