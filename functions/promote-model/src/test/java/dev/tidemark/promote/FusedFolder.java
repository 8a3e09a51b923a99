package dev.tidemark.promote;

import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/** The model store as seen by a process that may end at any call. */
record FusedFolder(Folder real, Fuse fuse) implements Folder {
  @Override
  public SortedMap<String, Long> list(String prefix) throws IOException {
    return fuse.through(() -> real.list(prefix));
  }

  @Override
  public Optional<InputStream> open(String file) throws IOException {
    return fuse.through(() -> real.open(file));
  }

  @Override
  public boolean fetch(String file, Path target) throws IOException {
    return fuse.through(() -> real.fetch(file, target));
  }

  @Override
  public Optional<Tagged> read(String file) throws IOException {
    return fuse.through(() -> real.read(file));
  }

  @Override
  public void put(String file, Content content) throws IOException {
    fuse.through(() -> real.put(file, content));
  }

  @Override
  public Optional<String> replace(String file, byte[] content, Optional<String> tag)
      throws IOException {
    return fuse.through(() -> real.replace(file, content, tag));
  }

  @Override
  public void delete(String file) throws IOException {
    fuse.through(() -> real.delete(file));
  }
}
