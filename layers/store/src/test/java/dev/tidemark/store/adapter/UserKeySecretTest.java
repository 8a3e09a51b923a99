package dev.tidemark.store.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class UserKeySecretTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  @Test
  void shouldReadAFileOfTheOwnersOnly() throws IOException {
    Path file = secretFile("rw-------");

    assertThat(read(file)).isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rwx--x---"})
  void shouldRefuseAFileThatIsOpenToOthers(String permissions) throws IOException {
    Path file = secretFile(permissions);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    Path file = folder.resolve("missing");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldRefuseALocationThatIsNoPath() {
    assertThatThrownBy(() -> UserKeySecret.read("file:secret", UserKeySecretTest::none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file:///path");
  }

  @Test
  void shouldAskSecretsManagerForAnArn() {
    // Given
    String arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:user-key-AbCdEf";
    StubSecrets secrets = new StubSecrets(SECRET);

    // When, then
    assertThat(UserKeySecret.read(arn, () -> secrets))
        .isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(secrets.asked).isEqualTo(arn);
  }

  @Test
  void shouldRefuseASecretWithoutText() {
    assertThatThrownBy(() -> UserKeySecret.read("name", () -> new StubSecrets(null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("binary");
  }

  @Test
  void shouldSayThatSecretsManagerDoesNotAnswer() {
    assertThatThrownBy(() -> UserKeySecret.read("name", () -> new StubSecrets("")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private static byte[] read(Path file) {
    return UserKeySecret.read(file.toUri().toString(), UserKeySecretTest::none);
  }

  private static SecretsManagerClient none() {
    throw new AssertionError("a file needs no Secrets Manager");
  }

  private Path secretFile(String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix"))
        .as("this file system knows no POSIX permissions")
        .isTrue();
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /** Gives one secret; fails where it is empty. */
  private static final class StubSecrets implements SecretsManagerClient {
    private final String secret;
    private String asked = "";

    StubSecrets(String secret) {
      this.secret = secret;
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      asked = request.secretId();
      if ("".equals(secret)) {
        throw SdkClientException.create("no answer");
      }
      return GetSecretValueResponse.builder().secretString(secret).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
