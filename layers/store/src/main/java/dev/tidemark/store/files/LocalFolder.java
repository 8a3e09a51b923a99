package dev.tidemark.store.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of this machine, made when the first file is written. One writer at a time. */
public final class LocalFolder implements Folder {
  private final Path folder;

  public LocalFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<String> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public Optional<InputStream> read(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.isRegularFile(path) ? Optional.of(Files.newInputStream(path)) : Optional.empty();
  }

  @Override
  public void write(String file, Content content) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Path next = target.resolveSibling(target.getFileName() + ".next");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(next))) {
      content.writeTo(out);
    }
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String file) throws IOException {
    Files.deleteIfExists(folder.resolve(file));
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
