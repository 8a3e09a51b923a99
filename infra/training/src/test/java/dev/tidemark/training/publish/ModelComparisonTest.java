package dev.tidemark.training.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.History;
import dev.tidemark.training.data.Query;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
  private static final List<Query> QUERIES =
      LongStream.range(0, 100)
          .mapToObj(millis -> new Query(new History(0), 0, new int[] {1}, millis))
          .toList();

  @Test
  void shouldDrawSomeQueriesWhereThereAreTooMany() {
    List<Query> drawn = ModelComparison.sample(QUERIES, 30, 1);

    assertThat(drawn).hasSize(30).doesNotHaveDuplicates().isSubsetOf(QUERIES);
    assertThat(drawn).isEqualTo(ModelComparison.sample(QUERIES, 30, 1));
    assertThat(drawn).isNotEqualTo(ModelComparison.sample(QUERIES, 30, 2));
    assertThat(drawn).isNotEqualTo(QUERIES.subList(0, 30));
  }

  @Test
  void shouldTakeAllWhereThereAreFewer() {
    assertThat(ModelComparison.sample(QUERIES, 100, 1)).isEqualTo(QUERIES);
  }
}
