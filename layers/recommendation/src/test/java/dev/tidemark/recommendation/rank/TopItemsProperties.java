package dev.tidemark.recommendation.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TopItemsProperties {
  private final TopItems top = new TopItems(20);

  @Property
  void shouldKeepWhatSortingWouldPutFirst(
      @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 9) Integer> scores,
      @ForAll @IntRange(min = 1, max = 20) int count) {
    // Given
    List<Integer> sorted =
        IntStream.range(0, scores.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -scores.get(i)).thenComparing(i -> i))
            .limit(count)
            .toList();

    // When
    top.reset(count);
    for (int i = 0; i < scores.size(); i++) {
      top.offer(i, scores.get(i));
    }
    List<Integer> kept = new ArrayList<>();
    while (top.size() > 0) {
      assertThat(top.worstScore()).isEqualTo(scores.get(sorted.get(top.size() - 1)).floatValue());
      kept.add(0, top.removeWorst());
    }

    // Then
    assertThat(kept).isEqualTo(sorted);
  }
}
