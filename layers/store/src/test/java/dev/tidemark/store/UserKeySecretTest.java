package dev.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Pseudonymiser;
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
  private static final String SECRET = "0123456789abcdef0123456789abcdéf";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void shouldReadAFileOfItsOwnerWithoutTheLineBreakAtItsEnd(String permissions) throws IOException {
    // Given
    Path file = file(SECRET + "\n", permissions);

    // When
    byte[] secret = read(file.toUri().toString());

    // Then
    assertThat(secret).isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void shouldRefuseAFileThatIsOpenToOthers(String permissions) throws IOException {
    Path file = file(SECRET, permissions);

    assertThatThrownBy(() -> read(file.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chmod 600 " + file)
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "short", "0123456789abcdef0123456789abcde\n"})
  void shouldGiveASecretThatIsTooShortToNobody(String text) throws IOException {
    // Given
    Path file = file(text, "rw-------");

    // When
    byte[] secret = read(file.toUri().toString());

    // Then
    assertThatThrownBy(() -> new Pseudonymiser(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give at least 32");
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    Path file = folder.resolve("missing");

    assertThatThrownBy(() -> read(file.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldRefuseAFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> read(folder.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:relative", "file://host/path", "file:///a b", "file:"})
  void shouldRefuseAnAddressThatNamesNoFileOfThisMachine(String location) {
    assertThatThrownBy(() -> read(location))
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

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static byte[] read(String location) {
    return UserKeySecret.read(
        location,
        () -> {
          throw new AssertionError("a file needs no Secrets Manager");
        });
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
