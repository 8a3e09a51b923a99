package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven has built fits Lambda. */
class PackageIT {
  private static final Path STRIPPED =
      Path.of("..", "..", "layers", "tensorflow-runtime", "target", "stripped");

  private static final Path LIBRARY =
      Path.of("../../layers/tensorflow-runtime/target/layer/java/lib/tensorflow-native.jar");

  @TempDir Path folder;

  /** Else every build is another layer, and every deployment replaces the function. */
  @Test
  void shouldPackTheSameBytesOfTheSameFiles() throws Exception {
    try (JarFile jar = new JarFile(LIBRARY.toFile())) {
      List<JarEntry> entries = jar.stream().toList();

      assertThat(entries).extracting(JarEntry::getName).isSorted().hasSizeGreaterThan(3);
      assertThat(entries)
          .extracting(JarEntry::getTimeLocal)
          .containsOnly(LocalDateTime.of(2026, 1, 1, 0, 0));
    }
  }

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
