package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.store.contract.FolderContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFolderTest extends FolderContract {
  @TempDir private Path root;

  @Override
  protected Folder emptyFolder() {
    return new LocalFolder(root.resolve("is").resolve("made"));
  }

  @Test
  void shouldOpenFilesBelowItselfOnly() throws IOException {
    // Given
    Files.createDirectories(root.resolve("import").resolve("events"));
    Files.writeString(root.resolve("import").resolve("events").resolve("a.csv"), "inside");
    Files.writeString(root.resolve("secret"), "outside");
    Folder folder = new LocalFolder(root.resolve("import"));

    // When, then
    try (InputStream in = folder.open("events/a.csv").orElseThrow()) {
      assertThat(in).hasContent("inside");
    }
    assertThat(folder.open("../secret")).isEmpty();
    assertThat(folder.open(root.resolve("secret").toString())).isEmpty();
    assertThat(folder.open("events")).isEmpty();
    assertThat(folder.list("../")).isEmpty();
    folder.delete("../secret");
    assertThat(root.resolve("secret")).exists();
  }

  @Test
  void shouldNotListWhatIsStillBeingWritten() throws IOException {
    Files.writeString(root.resolve("manifest.json.part"), "half");

    assertThat(new LocalFolder(root).list("")).isEmpty();
  }
}
