package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFilesTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              new Vocabulary.Entry("lamp", "HOME/LIGHT", 2.5),
              new Vocabulary.Entry("Stühle 😀", "", Double.NaN)));
  private static final WarmupRequest WARMUP =
      new WarmupRequest(
          List.of(new WarmupRequest.Step("lamp", "view", 1000)), Map.of("count", "3"));

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("saved_model"));
    Files.writeString(folder.resolve("saved_model/saved_model.pb"), "network");
    Manifest manifest =
        new Manifest(
            "20260101T000000Z-abcd",
            "2026-01-01T00:00:00Z",
            "lstm",
            7,
            Map.of("dimension", "64"),
            "hash",
            "commit",
            new FeatureSpec(100, List.of("purchase", "view"), 25),
            Map.of("lstm.ndcg@10", 0.1),
            Map.of());
    PackageFiles.write(folder, manifest, VOCABULARY, List.of("lamp"), List.of(WARMUP));
  }

  @Test
  void shouldReadWhatWasWritten() {
    ModelPackage read = ModelPackage.read(folder);

    assertThat(read.vocabulary().entries()).isEqualTo(VOCABULARY.entries());
    assertThat(read.popularity()).containsExactly("lamp");
    assertThat(read.warmup()).containsExactly(WARMUP);
    assertThat(read.manifest().features().behaviours()).containsExactly("purchase", "view");
    assertThat(read.manifest().files())
        .containsOnlyKeys(
            "saved_model/saved_model.pb", "vocabulary.json", "popularity.json", "warmup.json");
  }

  @Test
  void shouldRefuseAnAlteredFile() throws IOException {
    Files.writeString(folder.resolve("saved_model/saved_model.pb"), "another");

    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("20260101T000000Z-abcd")
        .hasMessageContaining("saved_model/saved_model.pb is missing or was altered");
  }

  @Test
  void shouldRefuseAMissingFile() throws IOException {
    Files.delete(folder.resolve("popularity.json"));

    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("popularity.json is missing or was altered");
  }

  @Test
  void shouldRefuseAFolderWithoutManifest() throws IOException {
    Files.delete(folder.resolve("manifest.json"));

    assertThatThrownBy(() -> ModelPackage.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("manifest.json");
  }
}
