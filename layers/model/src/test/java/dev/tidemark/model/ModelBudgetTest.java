package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBudgetTest {
  @Test
  void shouldLeaveTheModelWhatLibrariesAndSpareDoNotTake() {
    ModelBudget budget = new ModelBudget(1000, 700, 50);

    assertThat(budget.largestModel()).isEqualTo(250);
    assertThat(budget.refusal(250)).isEmpty();
    assertThat(budget.refusal(251)).hasValueSatisfying(r -> assertThat(r).contains("251", "250"));
    assertThat(new ModelBudget(750, 700, 50).refusal(1)).isPresent();
  }

  @Test
  void shouldFitLambda() {
    assertThat(ModelBudget.ofLambda().storageBytes()).isEqualTo(536_870_912);
    assertThat(ModelBudget.ofLambda().largestModel()).isEqualTo(68_482_304);
  }

  @Test
  void shouldRefuseStorageThatHoldsNoLibraries() {
    assertThatThrownBy(() -> new ModelBudget(700, 650, 51))
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
