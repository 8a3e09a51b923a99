package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven has built fits Lambda. */
class PackageIT {
  private static final Path STRIPPED =
      Path.of("..", "..", "layers", "tensorflow-runtime", "target", "stripped");

  @TempDir Path folder;

  @Test
  void shouldFitLambda() throws Exception {
    assumeTrue(Files.exists(STRIPPED), "the layer is not stripped: binutils is not installed");

    try (TidemarkProcess command = new TidemarkProcess(folder, "package")) {
      assertThat(command.exitCode()).as("%s", command.errors()).isZero();
      assertThat(command.output())
          .anyMatch(line -> line.startsWith("Recommend "))
          .anyMatch(line -> line.startsWith("PlanTraining "))
          .anyMatch(line -> line.contains("68,482,304 left: the largest model"));
    }
  }
}
