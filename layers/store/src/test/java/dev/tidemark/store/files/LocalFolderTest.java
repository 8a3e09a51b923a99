package dev.tidemark.store.files;

import dev.tidemark.store.contract.FolderContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalFolderTest extends FolderContract {
  @TempDir private Path root;

  @Override
  protected Folder emptyFolder() {
    return new LocalFolder(root.resolve("is").resolve("made"));
  }
}
