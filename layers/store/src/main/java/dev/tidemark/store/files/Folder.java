package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Files below one place: a folder of this machine or a prefix of a bucket. A file is replaced in
 * one step, so that whoever is killed while writing leaves the old one or the new one, whole. Names
 * have {@code /} between folders; one that leads out of the place is never there.
 *
 * <p>Where a bucket does not answer, it throws {@link StoreUnavailableException}. As text it is its
 * address.
 */
public interface Folder {

  /** Bytes by name, in text order, of the files whose names begin with a prefix. */
  SortedMap<String, Long> list(String prefix) throws IOException;

  /** A file's content as it comes, to be closed by the caller; empty where it is not there. */
  Optional<InputStream> open(String file) throws IOException;

  /**
   * As {@link #open}, but for long reads: the whole file is brought to this machine first, so that
   * a connection that breaks is taken up again, and is deleted when it is closed.
   */
  default Optional<InputStream> openCopy(String file) throws IOException {
    Path copy = Files.createTempFile("tidemark-", ".copy");
    try {
      if (fetch(file, copy)) {
        return Optional.of(Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE));
      }
      Files.deleteIfExists(copy); // fetching may have done so
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  /**
   * Copies a file to this machine, whatever was there.
   *
   * @return whether there is such a file
   */
  boolean fetch(String file, Path target) throws IOException;

  /** A small file as a whole; empty where it is not there. */
  Optional<Tagged> read(String file) throws IOException;

  /**
   * Writes a file, whatever was there.
   *
   * @throws IllegalArgumentException where the name has parts that are no names
   */
  void put(String file, Content content) throws IOException;

  /**
   * Writes a file if what is there is still what was read.
   *
   * @param tag of what was read; empty = there was no such file
   * @return the tag of what is there now; empty where somebody else has written since, and nothing
   *     is changed then
   */
  Optional<String> replace(String file, byte[] content, Optional<String> tag) throws IOException;

  /** Nothing happens where the file is not there. */
  void delete(String file) throws IOException;

  /** What is to be in a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A small file with what tells it from every other content of the same name.
   *
   * @param content belongs to the receiver
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier of the bytes, never compared
  record Tagged(byte[] content, String tag) {}
}
