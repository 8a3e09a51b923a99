package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.InputStream;
import java.util.Optional;

/** Where files that are to be imported lie. */
@FunctionalInterface
public interface ImportStore {

  /**
   * The bytes of a file, empty where it is not there. Reading them fails with an IOException where
   * the store stops answering.
   *
   * @throws StoreUnavailableException when the store does not answer
   */
  Optional<InputStream> open(String key);
}
