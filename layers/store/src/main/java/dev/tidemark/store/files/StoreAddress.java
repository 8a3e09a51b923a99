package dev.tidemark.store.files;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/** Where a store is: {@code s3://bucket} or {@code file:///folder}. */
final class StoreAddress {
  private final URI uri;

  /**
   * @param kind how messages call the store
   * @throws IllegalArgumentException where the address is something else
   */
  StoreAddress(String kind, String address) {
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused(kind, address, e);
    }
    if (!isBucket() && !isFolder()) {
      throw refused(kind, address, null);
    }
  }

  /** What is made of either. */
  <T> T map(Function<String, T> bucket, Function<Path, T> folder) {
    return isBucket() ? bucket.apply(uri.getAuthority()) : folder.apply(Path.of(uri));
  }

  private boolean isBucket() {
    return isPlain("s3") && uri.getAuthority() != null && (path().isEmpty() || path().equals("/"));
  }

  private boolean isFolder() {
    return isPlain("file") && uri.getAuthority() == null && path().startsWith("/");
  }

  private boolean isPlain(String scheme) {
    return scheme.equals(uri.getScheme()) && uri.getQuery() == null && uri.getFragment() == null;
  }

  private String path() {
    return uri.getPath() == null ? "" : uri.getPath();
  }

  private static IllegalArgumentException refused(String kind, String address, Exception cause) {
    return new IllegalArgumentException(
        kind + " '" + address + "' is not accepted; give s3://bucket or file:///folder", cause);
  }
}
