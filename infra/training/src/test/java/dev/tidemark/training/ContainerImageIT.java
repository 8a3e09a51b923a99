package dev.tidemark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image cannot be built without Docker; this is what can be checked without. */
class ContainerImageIT {

  @Test
  void shouldCopyAllThatIsBuiltAndNothingElse() throws IOException {
    // Given
    List<String> copied =
        ContainerImage.read().all("COPY").stream()
            .filter(line -> !line.contains("--from="))
            .map(line -> line.replaceAll("COPY +| .*", ""))
            .toList();

    // When, then
    try (Stream<Path> built = Files.list(ContainerImage.CONTEXT)) {
      assertThat(built.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(copied);
    }
  }

  @Test
  void shouldTakeTheNativesOfTheSameBuildAsTheLayer() throws IOException {
    String natives = ContainerImage.read().all("RUN").get(0);
    String layer = Files.readString(Path.of("../../layers/tensorflow-runtime/pom.xml"));
    String version = layer.replaceAll("(?s).*<natives.version>|<.*", "");

    assertThat(natives)
        .contains("tensorflow-core-native:" + version + ":jar:linux-x86_64-gpu ")
        .containsPattern(
            "[0-9a-f]{64}  tensorflow-core-native-" + version + "\\S+\" +\\| sha256sum")
        .as("addresses are Maven's affair")
        .doesNotContain("://");
  }

  @Test
  void shouldPinItsBasesAndNotRunAsRoot() throws IOException {
    ContainerImage image = ContainerImage.read();

    assertThat(image.all("FROM"))
        .allSatisfy(base -> assertThat(base).matches("FROM [a-z/-]+:[0-9][a-z0-9.-]+( AS .*)?"));
    assertThat(image.all("USER")).containsExactly("USER 10001");
    assertThat(image.command()).last().isEqualTo(TrainingJob.class.getName());
  }
}
