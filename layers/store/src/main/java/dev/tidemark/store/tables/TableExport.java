package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import java.nio.file.Path;

/** A full copy of both tables in the layout of DynamoDB's own export, for training. */
@FunctionalInterface
public interface TableExport {

  /**
   * Writes {@code interactions/*.json.gz} and {@code catalogue/*.json.gz}: gzip files with one line
   * <code>{"Item":{"pk":{"S":"..."},...}}</code> per item, in any order.
   *
   * @param folder is made where it is missing; the two folders in it must not hold anything yet
   * @throws StoreUnavailableException when the store does not answer in time
   */
  void export(Path folder);
}
