package dev.tidemark.store.files;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the folder that an address names: {@code s3://bucket}, {@code s3://bucket/prefix}, {@code
 * file:///folder} or a path of this machine.
 */
public final class Folders {
  private static final Pattern BUCKET =
      Pattern.compile("s3://(?<bucket>[A-Za-z0-9][A-Za-z0-9._-]*)(/(?<prefix>[^?#]*?))?/?");

  private Folders() {}

  /**
   * @param s3 is asked for a bucket only
   * @throws IllegalArgumentException where the address is none of the four
   */
  public static Folder open(String address, Supplier<S3Client> s3) {
    return open("folder", address, "s3://bucket/prefix or a path", s3);
  }

  /**
   * A store of a function's configuration. There, a plain path is taken for a slip, such as a
   * bucket without {@code s3://}.
   *
   * @param kind how messages call the store
   * @param s3 is asked for a bucket only
   * @throws IllegalArgumentException where the address is something else
   */
  public static Folder store(String kind, String address, Supplier<S3Client> s3) {
    String remedy = "s3://bucket or file:///folder";
    if (!address.contains(":/")) {
      throw refused(kind, address, remedy, null);
    }
    return open(kind, address, remedy, s3);
  }

  /** The address of a store, where it may also be given as a path. */
  public static String address(String store) {
    return store.contains(":/") ? store : Path.of(store).toAbsolutePath().toUri().toString();
  }

  private static Folder open(String kind, String address, String remedy, Supplier<S3Client> s3) {
    Matcher bucket = BUCKET.matcher(address);
    if (bucket.matches()) {
      String prefix = bucket.group("prefix");
      return new S3Folder(s3.get(), bucket.group("bucket"), prefix == null ? "" : prefix);
    }
    try {
      if (address.startsWith("file:/")) {
        return new LocalFolder(Path.of(URI.create(address)));
      }
      if (!address.isBlank() && !address.contains(":/")) {
        return new LocalFolder(Path.of(address));
      }
    } catch (IllegalArgumentException e) {
      throw refused(kind, address, remedy, e);
    }
    throw refused(kind, address, remedy, null);
  }

  /**
   * The name of a file that is to be written.
   *
   * @throws IllegalArgumentException where it has parts that are no names
   */
  static String checked(String file) {
    for (String part : file.split("/", -1)) {
      if (List.of("", ".", "..").contains(part)) {
        throw new IllegalArgumentException(
            "file '" + file + "' is not accepted; give names with a / between them");
      }
    }
    return file;
  }

  private static IllegalArgumentException refused(
      String kind, String address, String remedy, Exception cause) {
    return new IllegalArgumentException(
        kind + " '" + address + "' is not accepted; give " + remedy, cause);
  }
}
