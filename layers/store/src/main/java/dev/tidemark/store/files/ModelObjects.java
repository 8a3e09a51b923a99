package dev.tidemark.store.files;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Single files of the model store, named by their path below {@code models/}: the files of the
 * packages, and what a model registry keeps beside them.
 */
public interface ModelObjects {

  /**
   * A small file with what tells it from every other content of the same name.
   *
   * @param content belongs to the receiver
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier of the bytes, never compared
  record Tagged(byte[] content, String tag) {}

  /** The whole file, or empty where there is none. */
  Optional<Tagged> read(String path);

  /** Opens a file that may be large; the caller closes it. */
  InputStream open(String path);

  /** Writes a file, whatever was there. */
  void put(String path, byte[] content);

  /**
   * Writes a file if what is there is still what was read.
   *
   * @param tag of what was read; empty = there was no such file
   * @return the tag of what is there now; empty where somebody else has written since, and nothing
   *     is changed then
   */
  Optional<String> replace(String path, byte[] content, Optional<String> tag);

  /** Bytes of every file of a version, by path within its folder; none where there is no folder. */
  Map<String, Long> sizes(String version);
}
