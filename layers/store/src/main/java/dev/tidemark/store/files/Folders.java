package dev.tidemark.store.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the folder that an address names. */
public final class Folders {
  private static final Pattern BUCKET =
      Pattern.compile("s3://(?<bucket>[A-Za-z0-9][A-Za-z0-9._-]*)(/(?<prefix>[^?#]*?))?/?");

  private Folders() {}

  /**
   * @param address {@code s3://bucket/prefix} or a path of this machine
   * @param s3 is asked for a bucket only
   * @throws IllegalArgumentException where the address is something else
   */
  public static Folder open(String address, Supplier<S3Client> s3) {
    Matcher bucket = BUCKET.matcher(address);
    if (bucket.matches()) {
      String prefix = bucket.group("prefix");
      return new S3Folder(s3.get(), bucket.group("bucket"), prefix == null ? "" : prefix);
    }
    if (address.isBlank() || address.contains(":/")) {
      throw refused(address, null);
    }
    try {
      return new LocalFolder(Path.of(address));
    } catch (InvalidPathException e) {
      throw refused(address, e);
    }
  }

  private static IllegalArgumentException refused(String address, Exception cause) {
    return new IllegalArgumentException(
        "folder '" + address + "' is not accepted; give s3://bucket/prefix or a path", cause);
  }
}
