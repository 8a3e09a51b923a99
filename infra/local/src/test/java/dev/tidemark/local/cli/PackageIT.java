package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven has built fits Lambda. */
class PackageIT {
  private static final Path STRIPPED =
      Path.of("..", "..", "layers", "tensorflow-runtime", "target", "stripped");

  private static final Path LIBRARY =
      Path.of("../../layers/tensorflow-runtime/target/layer/java/lib/tensorflow-native.jar");

  private static final Path DOMAIN =
      Path.of("../../functions/ingest-api/target/task/lib/tidemark-domain-0.1.0-SNAPSHOT.jar");

  private static final Map<String, Boolean> WITH_MODES = Map.of("enablePosixFileAttributes", true);

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
    assertThat(modes(LIBRARY)).containsOnly("rw-r--r--");
    assertThat(modes(DOMAIN)).containsOnly("rw-r--r--");
    try (JarFile jar = new JarFile(DOMAIN.toFile())) {
      assertThat(jar.stream())
          .extracting(JarEntry::getTimeLocal)
          .containsOnly(LocalDateTime.of(2000, 1, 1, 0, 0));
    }
  }

  /** Of the files in a jar, in which the builder's umask must not show. */
  private static List<String> modes(Path jar) throws IOException {
    List<String> modes = new ArrayList<>();
    try (FileSystem files = FileSystems.newFileSystem(jar, WITH_MODES);
        Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return modes;
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
