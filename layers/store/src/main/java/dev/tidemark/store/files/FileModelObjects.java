package dev.tidemark.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files below a folder of this machine, for several processes, one thread in each. */
final class FileModelObjects implements ModelObjects {
  private final Path models;

  FileModelObjects(Path root) {
    models = root.resolve(ModelFiles.FOLDER);
  }

  @Override
  public Optional<Tagged> read(String path) {
    try {
      byte[] content = Files.readAllBytes(file(path));
      return Optional.of(new Tagged(content, ModelFiles.sha256(content)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream open(String path) {
    try {
      return Files.newInputStream(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void put(String path, byte[] content) {
    Path file = file(path);
    try {
      Files.createDirectories(file.getParent());
      // A reader sees the old file or the new one, whenever this process ends.
      Path partial = file.resolveSibling(file.getFileName() + ".part");
      Files.write(partial, content);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> replace(String path, byte[] content, Optional<String> tag) {
    try {
      Files.createDirectories(models);
      try (FileChannel channel =
              FileChannel.open(
                  models.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        boolean same = lock.isValid() && read(path).map(Tagged::tag).equals(tag);
        if (!same) {
          return Optional.empty();
        }
        put(path, content);
        return Optional.of(ModelFiles.sha256(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, Long> sizes(String version) {
    Path folder = models.resolve(ModelFiles.check(version));
    Map<String, Long> sizes = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sizes.put(folder.relativize(file).toString().replace('\\', '/'), Files.size(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sizes;
  }

  private Path file(String path) {
    return models.resolve(ModelFiles.checkPath(path));
  }
}
