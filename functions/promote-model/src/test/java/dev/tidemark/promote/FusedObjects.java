package dev.tidemark.promote;

import dev.tidemark.store.files.ModelObjects;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The model store as seen by a process that may end at any call. */
record FusedObjects(ModelObjects real, Fuse fuse) implements ModelObjects {
  @Override
  public Optional<Tagged> read(String path) {
    return fuse.through(() -> real.read(path));
  }

  @Override
  public InputStream open(String path) {
    return fuse.through(() -> real.open(path));
  }

  @Override
  public void put(String path, byte[] content) {
    fuse.through(() -> real.put(path, content));
  }

  @Override
  public Optional<String> replace(String path, byte[] content, Optional<String> tag) {
    return fuse.through(() -> real.replace(path, content, tag));
  }

  @Override
  public Map<String, Long> sizes(String version) {
    return fuse.through(() -> real.sizes(version));
  }
}
