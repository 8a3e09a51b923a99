package dev.tidemark.store.files;

import dev.tidemark.store.contract.ModelObjectsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileModelObjectsTest extends ModelObjectsContract {
  @TempDir private Path root;

  @Override
  protected ModelObjects emptyStore() {
    return new FileModelObjects(root);
  }
}
