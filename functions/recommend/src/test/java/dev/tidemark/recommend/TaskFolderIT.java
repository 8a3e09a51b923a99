package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Lambda unpacks: natives of TensorFlow lie in the layer and nowhere else. */
class TaskFolderIT {
  private static final Path TASK = Path.of("target/task");
  private static final long LIMIT = 60_000_000;

  @Test
  void shouldHoldTheHandlerAndItsJars() {
    assertThat(TASK.resolve("dev/tidemark/recommend/RecommendHandler.class")).exists();
    assertThat(TASK.resolve("lib")).isDirectoryContaining("glob:**/tensorflow-engine-*.jar");
    assertThat(TASK.resolve("lib")).isDirectoryNotContaining("glob:**/{netty,httpclient}*.jar");
  }

  @Test
  void shouldBeSmallAndFreeOfNatives() throws IOException {
    long size = 0;
    for (Path file : files()) {
      assertThat(file.toString()).doesNotContain(".so", "linux-x86_64", "linux-arm64");
      size += Files.size(file);
      // JNA brings a stub of some kilobytes for each platform.
      String name = file.getFileName().toString();
      if (name.endsWith(".jar") && !name.startsWith("jna-")) {
        assertThat(natives(file)).as(name).isEmpty();
      }
    }
    assertThat(size).isLessThan(LIMIT);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(TASK)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> natives(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.matches(".*\\.(so|so\\..*|dll|dylib|jnilib)"))
          .toList();
    }
  }
}
