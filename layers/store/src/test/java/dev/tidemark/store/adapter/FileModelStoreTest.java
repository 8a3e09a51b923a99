package dev.tidemark.store.adapter;

import dev.tidemark.store.ModelStore;
import dev.tidemark.store.contract.ModelStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
