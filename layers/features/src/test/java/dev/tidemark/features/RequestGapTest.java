package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestGapTest {

  @ParameterizedTest
  @CsvSource({
    "-5, 1",
    "0, 1",
    "59999, 1",
    "60000, 2",
    "3599999, 2",
    "3600000, 3",
    "86400000, 5",
    "604800000, 7",
    "31535999999, 10",
    "31536000000, 11",
    "473040000000, 11",
    "9223372036854775807, 11"
  })
  void shouldCutTheTimeSinceTheNewestInteraction(long millis, int bucket) {
    assertThat(RequestGap.bucket(millis)).isEqualTo(bucket).isLessThan(RequestGap.BUCKETS);
  }

  @Test
  void shouldStandForABucketByItsBeginning() {
    for (int bucket = 2; bucket < RequestGap.BUCKETS; bucket++) {
      long millis = RequestGap.millis(bucket);

      assertThat(RequestGap.bucket(millis)).isEqualTo(bucket);
      assertThat(RequestGap.bucket(millis - 1)).isEqualTo(bucket - 1);
    }
    assertThat(RequestGap.millis(1)).isZero();
    assertThat(RequestGap.millis(RequestGap.NO_HISTORY)).isZero();
  }
}
