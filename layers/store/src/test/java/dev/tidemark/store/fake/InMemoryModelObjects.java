package dev.tidemark.store.fake;

import dev.tidemark.store.files.ModelObjects;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files of a model store that are gone with it; every write has a tag of its own. */
public final class InMemoryModelObjects implements ModelObjects {
  private final Map<String, Tagged> files = new TreeMap<>();
  private int writes;

  @Override
  public Optional<Tagged> read(String path) {
    return Optional.ofNullable(files.get(checked(path)));
  }

  @Override
  public InputStream open(String path) {
    return new ByteArrayInputStream(
        read(path)
            .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(path)))
            .content());
  }

  @Override
  public void put(String path, byte[] content) {
    writes++;
    files.put(checked(path), new Tagged(content.clone(), Integer.toString(writes)));
  }

  @Override
  public Optional<String> replace(String path, byte[] content, Optional<String> tag) {
    if (!read(path).map(Tagged::tag).equals(tag)) {
      return Optional.empty();
    }
    put(path, content);
    return read(path).map(Tagged::tag);
  }

  @Override
  public Map<String, Long> sizes(String version) {
    String prefix = version + "/";
    Map<String, Long> sizes = new TreeMap<>();
    files.forEach(
        (path, file) -> {
          if (path.startsWith(prefix)) {
            sizes.put(path.substring(prefix.length()), (long) file.content().length);
          }
        });
    return sizes;
  }

  /** As if it had never been written. */
  public void remove(String path) {
    files.remove(path);
  }

  private static String checked(String path) {
    if (!path.matches("[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)*")) {
      throw new IllegalArgumentException("path '" + path + "' is not accepted");
    }
    return path;
  }
}
