package dev.tidemark.local.run;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.UsageException;
import dev.tidemark.store.UserKeySecret;
import dev.tidemark.store.files.Sha256;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The file with the key of the pseudonyms. It is made once: under another key all shoppers would be
 * strangers, and their histories nobody's.
 */
record UserKeyFile(Path path) {
  private static final int SHOWN = 16;
  private static final String REMEDY =
      "; put it back from a backup, or begin anew with another --storage";

  /**
   * For tables that hold histories already.
   *
   * @throws UsageException where it is gone
   */
  void requirePresent() {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(
          path + " is missing, and the tables hold histories under the key in it" + REMEDY);
    }
  }

  /**
   * Tells the key from others, and nothing of it.
   *
   * @param known of the run before; blank = not known
   * @throws UsageException where the file cannot be read, or holds another key
   */
  String fingerprint(String known) {
    byte[] key = key();
    String found = Sha256.hex(key).substring(0, SHOWN);
    if (!known.isEmpty() && !known.equals(found)) {
      throw new UsageException(
          path + " was altered: it is not the key that the tables were filled under" + REMEDY);
    }
    return found;
  }

  /** Gives pseudonyms under the key. */
  Pseudonymiser users() {
    return new Pseudonymiser(key());
  }

  private byte[] key() {
    try {
      byte[] key =
          UserKeySecret.read(
              path.toUri().toString(),
              () -> {
                throw new IllegalStateException("a file is not read from Secrets Manager");
              });
      new Pseudonymiser(key);
      return key;
    } catch (IllegalArgumentException e) {
      throw new UsageException(path + ": " + e.getMessage() + REMEDY);
    }
  }
}
