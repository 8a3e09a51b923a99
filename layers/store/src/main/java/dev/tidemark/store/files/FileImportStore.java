package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files below a folder of this machine. */
public final class FileImportStore implements ImportStore {
  private final Path root;

  public FileImportStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Optional<InputStream> open(String key) {
    Path file = root.resolve(key).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.newInputStream(file));
    } catch (IOException e) {
      throw new StoreUnavailableException("file " + file + " cannot be read", e);
    }
  }
}
