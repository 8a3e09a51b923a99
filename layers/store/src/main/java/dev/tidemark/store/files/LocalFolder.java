package dev.tidemark.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of this machine, made when the first file is written. One writer of a file at a time;
 * {@link #replace} is for several processes, one thread in each.
 */
public final class LocalFolder implements Folder {
  private static final String LOCK = ".lock";

  private final Path address;
  private final Path root;

  public LocalFolder(Path folder) {
    address = folder;
    root = folder.toAbsolutePath().normalize();
  }

  @Override
  public SortedMap<String, Long> list(String prefix) throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    Path below = path(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (!below.startsWith(root) || !Files.isDirectory(below)) {
      return sizes;
    }
    Files.walkFileTree(
        below,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (name.startsWith(prefix) && !name.equals(LOCK) && !name.endsWith(LocalFiles.PART)) {
              sizes.put(name, attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) { // gone since its folder was read
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return sizes;
  }

  @Override
  public Optional<InputStream> open(String file) throws IOException {
    return isThere(file) ? Optional.of(Files.newInputStream(path(file))) : Optional.empty();
  }

  /** It is on this machine already. */
  @Override
  public Optional<InputStream> openCopy(String file) throws IOException {
    return open(file);
  }

  @Override
  public boolean fetch(String file, Path target) throws IOException {
    boolean there = isThere(file);
    if (there) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.copy(path(file), target, StandardCopyOption.REPLACE_EXISTING);
    }
    return there;
  }

  @Override
  public Optional<Tagged> read(String file) throws IOException {
    if (!isThere(file)) {
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(path(file));
    return Optional.of(new Tagged(content, Sha256.hex(content)));
  }

  @Override
  public void put(String file, Content content) throws IOException {
    LocalFiles.replace(path(Folders.checked(file)), content);
  }

  @Override
  public Optional<String> replace(String file, byte[] content, Optional<String> tag)
      throws IOException {
    Files.createDirectories(root);
    try (FileChannel channel =
            FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || !read(file).map(Tagged::tag).equals(tag)) {
        return Optional.empty();
      }
      put(file, out -> out.write(content));
      return Optional.of(Sha256.hex(content));
    }
  }

  @Override
  public void delete(String file) throws IOException {
    if (isThere(file)) {
      Files.deleteIfExists(path(file));
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }

  private boolean isThere(String file) {
    Path path = path(file);
    return path.startsWith(root) && !path.equals(root.resolve(LOCK)) && Files.isRegularFile(path);
  }

  private Path path(String file) {
    return root.resolve(file).normalize();
  }
}
