package dev.tidemark.store.files;

import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the model store that an address names. */
public final class ModelStores {
  private ModelStores() {}

  /**
   * @throws IllegalArgumentException where no store takes a version of this name
   */
  public static void checkVersion(String version) {
    ModelFiles.check(version);
  }

  /**
   * @param address {@code s3://bucket} or {@code file:///folder}; both hold {@code models/}
   * @param s3 is asked for a bucket only
   * @throws IllegalArgumentException where the address is something else
   */
  public static ModelStore open(String address, Supplier<S3Client> s3) {
    return new StoreAddress("model store", address)
        .map(bucket -> new S3ModelStore(s3.get(), bucket), FileModelStore::new);
  }

  /** The single files of the same store, see {@link #open}. */
  public static ModelObjects objects(String address, Supplier<S3Client> s3) {
    return new StoreAddress("model store", address)
        .map(bucket -> new S3ModelObjects(s3.get(), bucket), FileModelObjects::new);
  }
}
