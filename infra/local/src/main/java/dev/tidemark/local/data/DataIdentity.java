package dev.tidemark.local.data;

import dev.tidemark.data.DatasetReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells a data folder from another.
 *
 * @param fingerprint SHA-256 over names and contents of the folder's tables
 */
public record DataIdentity(Path folder, String name, String fingerprint) {

  /**
   * @throws dev.tidemark.data.DatasetException where the folder cannot be read or a needed column
   *     is missing
   */
  public static DataIdentity of(Path folder) throws IOException {
    String name = DatasetReader.open(folder).name();
    List<Path> files;
    try (Stream<Path> paths = Files.list(folder)) {
      files = paths.filter(DataIdentity::isTable).sorted().toList();
    }
    MessageDigest digest = sha256();
    for (Path file : files) {
      digest.update((file.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return new DataIdentity(folder, name, HexFormat.of().formatHex(digest.digest()));
  }

  private static boolean isTable(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".csv") || name.endsWith(".csv.gz");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
