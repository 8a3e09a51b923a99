package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.LocalFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a folder of this machine. */
class ModelRegistryTest extends ModelRegistryContract {
  @TempDir private Path root;

  @Override
  protected Folder emptyFolder() {
    return new LocalFolder(root);
  }

  @Test
  void shouldNotTakeAManifestThatIsStillBeingWrittenForAWholeOne() throws IOException {
    Path version = Files.createDirectories(root.resolve("models").resolve("v1"));
    Files.writeString(version.resolve("vocabulary.json"), "left");
    Files.writeString(version.resolve("manifest.json.part"), "left");
    ModelRegistry registry = new ModelRegistry(emptyFolder());

    assertThat(registry.versions()).isEmpty();
    assertThatThrownBy(() -> registry.fetch("v1", root.resolve("fetched")))
        .isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void shouldTakeFoldersInThePlaceOfFilesForFilesThatAreMissing() throws IOException {
    // Given
    ModelRegistry registry = new ModelRegistry(emptyFolder());
    for (String file : List.of("champion.json", "v1/manifest.json", "v1/decision.json")) {
      Files.createDirectories(root.resolve("models").resolve(file).resolve("below"));
    }

    // When, then
    assertThat(registry.promotion()).isEmpty();
    assertThat(registry.summary("v1")).isEmpty();
    assertThat(registry.decision("v1")).isEmpty();
    PromotionState state = PromotionState.adopted(new ServedModel("v1", "7"), "now");
    assertThat(registry.write(new ModelRegistry.Entry(state, Optional.empty()), state)).isPresent();
    assertThat(root.resolve("models/champion.json.damaged-1/below")).isDirectory();
  }

  @Test
  void shouldPublishNothingOnAFullDiskAndAllOfItLater() throws IOException {
    // Given
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    Path trained = Files.createDirectories(root.resolve("work"));
    Files.write(trained.resolve("counts.bin"), new byte[100_000]);
    Files.writeString(trained.resolve("manifest.json"), "{}");
    Path version = Files.createDirectories(root.resolve("models").resolve("v1"));
    Files.createSymbolicLink(version.resolve("counts.bin.part"), full);
    ModelRegistry registry = new ModelRegistry(emptyFolder());

    // When, then
    assertThatThrownBy(() -> registry.publish("v1", trained))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(version.resolve("counts.bin") + " cannot be written: No space left")
        .hasMessageNotContaining("Exception");
    assertThat(registry.versions()).isEmpty();
    registry.publish("v1", trained);
    assertThat(registry.versions()).containsExactly("v1");
  }
}
