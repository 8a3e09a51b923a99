package dev.tidemark.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads the secret under which user ids become pseudonyms. */
public final class UserKeySecret {
  private static final String FILE = "file:";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private UserKeySecret() {}

  /**
   * The secret's bytes; white space around it, such as the line break that editors add, is not part
   * of it.
   *
   * @param location ARN or name in Secrets Manager, or {@code file:///path} of a file that only its
   *     owner can read
   * @param secretsManager is asked for an ARN or name only
   * @throws IllegalArgumentException where the file cannot be read or others may read it
   * @throws StoreUnavailableException where Secrets Manager does not give the secret
   */
  public static byte[] read(String location, Supplier<SecretsManagerClient> secretsManager) {
    String text =
        location.startsWith(FILE)
            ? fromFile(location)
            : fromSecretsManager(location, secretsManager);
    return text.strip().getBytes(StandardCharsets.UTF_8);
  }

  private static String fromSecretsManager(
      String id, Supplier<SecretsManagerClient> secretsManager) {
    try (SecretsManagerClient client = secretsManager.get()) {
      String text =
          NewRole.patiently(() -> client.getSecretValue(get -> get.secretId(id)).secretString());
      if (text == null) {
        throw new IllegalArgumentException("the user key secret is binary; give it a text");
      }
      return text;
    } catch (SdkException e) {
      throw new StoreUnavailableException("Secrets Manager did not give the user key secret", e);
    }
  }

  private static String fromFile(String location) {
    Path file;
    try {
      file = Path.of(URI.create(location));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "user key secret '" + location + "' is not accepted; give file:///path", e);
    }
    try {
      checkPermissions(file);
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("user key secret file " + file + " cannot be read", e);
    }
  }

  /** Where the file system knows no such permissions, access lists guard the file or nothing. */
  private static void checkPermissions(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IllegalArgumentException(
          "user key secret file " + file + " is open to others; do: chmod 600 " + file);
    }
  }
}
