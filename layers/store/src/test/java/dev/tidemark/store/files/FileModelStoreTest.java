package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.contract.ModelStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModelStoreTest extends ModelStoreContract {
  @TempDir private Path root;

  @Override
  protected ModelStore emptyStore() {
    return new FileModelStore(root);
  }

  @Override
  protected void leaveBehind(String version, String file) throws IOException {
    Path left = root.resolve("models").resolve(version).resolve(file);
    Files.createDirectories(left.getParent());
    Files.writeString(left, "left");
  }

  @Test
  void shouldNotTakeAManifestThatIsStillBeingWrittenForAWholeOne() throws IOException {
    // Given
    leaveBehind("v1", "vocabulary.json");
    leaveBehind("v1", "manifest.json.part");
    ModelStore store = emptyStore();

    // When, then
    assertThat(store.versions()).isEmpty();
    assertThatThrownBy(() -> store.fetch("v1", root.resolve("fetched")))
        .isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void shouldPublishOnlyTheFilesOfThePackageWhereAnotherPublicationWasBrokenOff()
      throws IOException {
    // Given
    leaveBehind("v1", "saved_model/old");
    Path folder = Files.createDirectories(root.resolve("package"));
    Files.writeString(folder.resolve("manifest.json"), "whole");

    // When
    emptyStore().publish("v1", folder);

    // Then
    try (Stream<Path> published = Files.walk(root.resolve("models").resolve("v1"))) {
      assertThat(published.filter(Files::isRegularFile))
          .containsExactly(root.resolve("models").resolve("v1").resolve("manifest.json"));
    }
  }

  @Test
  void shouldOverlookWhatIsNoVersion() throws IOException {
    // Given
    leaveBehind(".hidden", "manifest.json");
    leaveBehind("two words", "manifest.json");
    Files.writeString(root.resolve("models").resolve("champion.json"), "{}");

    // When, then
    assertThat(emptyStore().versions()).isEmpty();
  }
}
