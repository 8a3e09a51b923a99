package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Files below one place: a folder of this machine or a prefix of a bucket. A file is replaced in
 * one step, so that whoever is killed while writing leaves the old one or the new one, whole.
 *
 * <p>Where a bucket does not answer, it throws {@link StoreUnavailableException}. As text it is its
 * address.
 */
public interface Folder {

  /** Names of all files in it and below it, with {@code /} between folders, in text order. */
  List<String> files() throws IOException;

  /** A file's content, to be closed by the caller; empty where the file is not there. */
  Optional<InputStream> read(String file) throws IOException;

  void write(String file, Content content) throws IOException;

  /** Nothing happens where the file is not there. */
  void delete(String file) throws IOException;

  /** What is to be in a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
