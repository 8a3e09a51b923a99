package dev.tidemark.store.fake;

import dev.tidemark.store.files.Folder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files that are gone with it; every write has a tag of its own. */
public final class InMemoryFolder implements Folder {
  private final SortedMap<String, Tagged> files = new TreeMap<>();
  private int writes;

  @Override
  public synchronized SortedMap<String, Long> list(String prefix) {
    SortedMap<String, Long> sizes = new TreeMap<>();
    files.forEach((name, file) -> sizes.put(name, (long) file.content().length));
    sizes.keySet().removeIf(name -> !name.startsWith(prefix));
    return sizes;
  }

  @Override
  public Optional<InputStream> open(String file) {
    return read(file).map(it -> new ByteArrayInputStream(it.content()));
  }

  @Override
  public boolean fetch(String file, Path target) throws IOException {
    Optional<Tagged> found = read(file);
    if (found.isPresent()) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.write(target, found.get().content());
    }
    return found.isPresent();
  }

  @Override
  public synchronized Optional<Tagged> read(String file) {
    return Optional.ofNullable(files.get(file))
        .map(it -> new Tagged(it.content().clone(), it.tag()));
  }

  @Override
  public void put(String file, Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    put(file, out.toByteArray());
  }

  /** For tests that have a text at hand. */
  public void put(String file, String content) {
    put(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void put(String file, byte[] content) {
    if (!file.matches("(?!\\.)[^/]+(/(?!\\.)[^/]+)*")) {
      throw new IllegalArgumentException("file '" + file + "' is not accepted");
    }
    writes++;
    files.put(file, new Tagged(content, Integer.toString(writes)));
  }

  @Override
  public synchronized Optional<String> replace(String file, byte[] content, Optional<String> tag) {
    if (!read(file).map(Tagged::tag).equals(tag)) {
      return Optional.empty();
    }
    put(file, content.clone());
    return read(file).map(Tagged::tag);
  }

  @Override
  public synchronized void delete(String file) {
    files.remove(file);
  }
}
