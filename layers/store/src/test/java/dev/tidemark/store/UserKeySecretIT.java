package dev.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.tables.AwsEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;

/** Against an imitation of Secrets Manager. */
class UserKeySecretIT {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  /** Asked first, as a test that expects a failure must not take the skipping for it. */
  @BeforeEach
  void skipWithoutEndpoint() {
    AwsEndpoint.get();
  }

  @Test
  void shouldReadASecretByItsArnAndByItsName() {
    // Given
    CreateSecretRequest secret =
        CreateSecretRequest.builder().name(name()).secretString(SECRET + " ").build();
    String arn;
    try (SecretsManagerClient client = client()) {
      arn = client.createSecret(secret).arn();
    }

    // When, then
    assertThat(UserKeySecret.read(arn, UserKeySecretIT::client))
        .isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(UserKeySecret.read(secret.name(), UserKeySecretIT::client))
        .isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldRefuseABinarySecret() {
    // Given
    String name = name();
    try (SecretsManagerClient client = client()) {
      client.createSecret(
          create -> create.name(name).secretBinary(SdkBytes.fromUtf8String(SECRET)));
    }

    // When, then
    assertThatThrownBy(() -> UserKeySecret.read(name, UserKeySecretIT::client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give it a text");
  }

  @Test
  void shouldFailWithoutTheSecret() {
    String name = name();

    assertThatThrownBy(() -> UserKeySecret.read(name, UserKeySecretIT::client))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("user key secret");
  }

  private static String name() {
    return "user-key-" + UUID.randomUUID();
  }

  private static SecretsManagerClient client() {
    return AwsClients.secretsManagerBuilder()
        .endpointOverride(AwsEndpoint.get())
        .region(Region.US_EAST_1)
        .credentialsProvider(AwsEndpoint.CREDENTIALS)
        .build();
  }
}
