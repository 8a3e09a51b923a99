package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBudgetTest {
  @Test
  void shouldLeaveTheModelWhatLibrariesAndSpareDoNotTake() {
    ModelBudget budget = new ModelBudget(1000, 700, 50, 0);

    assertThat(budget.largestStored()).isEqualTo(250);
    assertThat(budget.refusal(Map.of("a", 200L, "b", 50L))).isEmpty();
    assertThat(budget.refusal(Map.of("a", 200L, "b", 51L)))
        .hasValueSatisfying(r -> assertThat(r).contains("251", "250"));
    assertThat(new ModelBudget(750, 700, 50, 0).refusal(Map.of("a", 1L))).isPresent();
  }

  @Test
  void shouldLeaveTheTablesTheirShareOfTheMemory() {
    ModelBudget budget = new ModelBudget(1000, 1000, 0, 1000);

    assertThat(budget.refusal(Map.of(ModelPackage.ITEMS, 225L))).isEmpty();
    assertThat(budget.refusal(Map.of(ModelPackage.ITEMS, 200L, ModelPackage.COUNT_COLUMNS, 26L)))
        .hasValueSatisfying(r -> assertThat(r).contains("226", "225", "more memory"));
  }

  @Test
  void shouldFitLambda() {
    ModelBudget budget = ModelBudget.ofLambda(3008);

    assertThat(budget.storageBytes()).isEqualTo(536_870_912);
    assertThat(budget.largestStored()).isEqualTo(68_482_304);
    assertThat(budget.refusal(Map.of(ModelPackage.ITEMS, 500_000L * 256 * Float.BYTES))).isEmpty();
  }

  @Test
  void shouldRefuseStorageThatHoldsNoLibraries() {
    assertThatThrownBy(() -> new ModelBudget(700, 650, 51, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("700");
  }

  @Test
  void shouldCountTheBytesOfAllFiles(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("a"), new byte[3]);
    Files.write(Files.createDirectories(folder.resolve("b/c")).resolve("d"), new byte[4]);

    assertThat(ModelBudget.sizeOf(folder)).isEqualTo(7);
  }
}
