package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportStoreTest {
  @TempDir private Path folder;

  @Test
  void shouldOpenFilesBelowItsFolderOnly() throws Exception {
    // Given
    Path root = Files.createDirectories(folder.resolve("import/events"));
    Files.writeString(root.resolve("a.csv"), "inside");
    Files.writeString(folder.resolve("secret"), "outside");
    ImportStore store =
        ImportStores.open(
            folder.resolve("import").toUri().toString(),
            () -> {
              throw new AssertionError("no bucket was named");
            });

    // When, then
    try (InputStream in = store.open("events/a.csv").orElseThrow()) {
      assertThat(in).hasContent("inside");
    }
    assertThat(store.open("../secret")).isEmpty();
    assertThat(store.open(folder.resolve("secret").toString())).isEmpty();
    assertThat(store.open("events")).isEmpty();
    assertThat(store.open("events/none.csv")).isEmpty();
  }
}
