package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
