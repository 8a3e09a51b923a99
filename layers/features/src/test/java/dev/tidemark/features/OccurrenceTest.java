package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OccurrenceTest {
  private final Occurrence occurrence = new Occurrence();

  @Test
  void shouldCutCountsIntoBuckets() {
    int[] buckets = IntStream.range(0, 12).map(i -> occurrence.next(1)).toArray();

    assertThat(buckets).containsExactly(1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6);
    assertThat(buckets[11]).isEqualTo(EncodedSequence.OCCURRENCES - 1);
  }

  @Test
  void shouldCountEachItemByItself() {
    int[] buckets = IntStream.of(1, 2, 1, 3, 2, 1).map(occurrence::next).toArray();

    assertThat(buckets).containsExactly(1, 1, 2, 1, 2, 3);
  }
}
