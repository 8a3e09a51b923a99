package dev.tidemark.store.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What all model stores share: names, and the files of a package in the order of publishing. */
final class ModelFiles {
  static final String FOLDER = "models";
  static final String MANIFEST = "manifest.json";

  /** Begins with a letter or digit, so it can be neither a hidden name nor a way upwards. */
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private ModelFiles() {}

  static String check(String version) {
    if (!isVersion(version)) {
      throw new IllegalArgumentException(
          "model version '"
              + version
              + "' is not accepted; give up to 128 letters, digits, '.', '_' and '-', the first"
              + " one a letter or digit");
    }
    return version;
  }

  static boolean isVersion(String name) {
    return VERSION.matcher(name).matches();
  }

  /**
   * A path below {@code models/}, whose parts are all plain names.
   *
   * @throws IllegalArgumentException where it may lead elsewhere
   */
  static String checkPath(String path) {
    for (String part : path.split("/", -1)) {
      if (!isVersion(part)) {
        throw new IllegalArgumentException(
            "path '"
                + path
                + "' in the model store is not accepted; its parts must be plain names");
      }
    }
    return path;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The package's files relative to its folder, the manifest last.
   *
   * @throws IllegalArgumentException where there is no manifest
   */
  static List<Path> of(Path packageFolder) {
    if (!Files.isRegularFile(packageFolder.resolve(MANIFEST))) {
      throw new IllegalArgumentException(
          packageFolder + " is no model package: it has no " + MANIFEST);
    }
    Comparator<Path> manifestLast =
        Comparator.comparing((Path file) -> file.equals(Path.of(MANIFEST)))
            .thenComparing(Comparator.naturalOrder());
    try (Stream<Path> files = Files.walk(packageFolder)) {
      return files
          .filter(Files::isRegularFile)
          .map(packageFolder::relativize)
          .sorted(manifestLast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IllegalStateException alreadyPublished(String version) {
    return new IllegalStateException(
        "model " + version + " is already published; a version holds one model for ever");
  }
}
