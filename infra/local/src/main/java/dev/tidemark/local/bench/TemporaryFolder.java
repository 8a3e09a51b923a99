package dev.tidemark.local.bench;

import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that goes, with all that is in it, when closed or when this process is interrupted.
 *
 * @param path absolute
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  public static TemporaryFolder create() throws IOException {
    TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory("tidemark-"));
    Runtime.getRuntime().addShutdownHook(new Thread(folder::closeInHaste, "clear"));
    return folder;
  }

  private void closeInHaste() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + path, e);
    }
  }

  @Override
  public void close() throws IOException {
    LocalFiles.deleteTree(path);
  }
}
