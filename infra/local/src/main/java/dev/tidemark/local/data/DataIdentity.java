package dev.tidemark.local.data;

import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.data.format.Given;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * Tells a data folder from another.
 *
 * @param fingerprint SHA-256 over names and contents of the files that are read
 */
public record DataIdentity(Path folder, String name, String fingerprint) {

  /**
   * @throws dev.tidemark.data.DatasetException where the folder or a file of it cannot be read or
   *     understood
   */
  public static DataIdentity of(Path folder, Given given) throws IOException {
    DatasetReader reader = DatasetReader.open(folder, given);
    MessageDigest digest = Sha256.digest();
    for (Path file : reader.paths()) {
      digest.update((file.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return new DataIdentity(folder, reader.name(), Sha256.hex(digest));
  }
}
