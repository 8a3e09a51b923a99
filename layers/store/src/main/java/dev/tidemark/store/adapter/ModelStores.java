package dev.tidemark.store.adapter;

import dev.tidemark.store.ModelStore;
import java.net.URI;
import java.nio.file.Path;
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
    URI uri = parse(address);
    String path = uri.getPath() == null ? "" : uri.getPath();
    boolean plain = uri.getQuery() == null && uri.getFragment() == null;
    if ("s3".equals(uri.getScheme())
        && plain
        && uri.getAuthority() != null
        && (path.isEmpty() || path.equals("/"))) {
      return new S3ModelStore(s3.get(), uri.getAuthority());
    }
    if ("file".equals(uri.getScheme())
        && plain
        && uri.getAuthority() == null
        && path.startsWith("/")) {
      return new FileModelStore(Path.of(uri));
    }
    throw refused(address, null);
  }

  private static URI parse(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused(address, e);
    }
  }

  private static IllegalArgumentException refused(String address, Exception cause) {
    return new IllegalArgumentException(
        "model store '" + address + "' is not accepted; give s3://bucket or file:///folder", cause);
  }
}
