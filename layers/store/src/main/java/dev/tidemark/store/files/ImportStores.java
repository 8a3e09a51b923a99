package dev.tidemark.store.files;

import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the store of files to be imported that an address names. */
public final class ImportStores {
  private ImportStores() {}

  /**
   * @param address {@code s3://bucket} or {@code file:///folder}
   * @param s3 is asked for a bucket only
   * @throws IllegalArgumentException where the address is something else
   */
  public static ImportStore open(String address, Supplier<S3Client> s3) {
    return new StoreAddress("import store", address)
        .map(bucket -> new S3ImportStore(s3.get(), bucket), FileImportStore::new);
  }
}
