package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.AwsClients;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class ModelStoresTest {

  @Test
  void shouldOpenAFolder(@TempDir Path root) throws Exception {
    // Given
    Path folder = root.resolve("with space");
    Files.createDirectories(folder.resolve("models").resolve("v1"));
    Files.createFile(folder.resolve("models").resolve("v1").resolve("manifest.json"));

    // When
    ModelStore store = open(folder.toUri().toString());

    // Then
    assertThat(store.versions()).containsExactly("v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket", "s3://my.bucket-1/", "s3://under_score"})
  void shouldOpenABucket(String address) {
    try (S3Client client =
        AwsClients.s3Builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      assertThat(ModelStores.open(address, () -> client)).isInstanceOf(S3ModelStore.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bucket",
        "/folder",
        "s3:bucket",
        "s3://",
        "s3:///models",
        "s3://bucket/prefix",
        "s3://bucket?x",
        "file:folder",
        "file://host/folder",
        "file:///folder#x",
        "http://bucket",
        "s3://b ucket"
      })
  void shouldSayWhatAnAddressLooksLike(String address) {
    assertThatThrownBy(() -> open(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model store '" + address + "' is not accepted; give s3://bucket or file:///folder");
  }

  private static ModelStore open(String address) {
    return ModelStores.open(
        address,
        () -> {
          throw new AssertionError("no bucket was named");
        });
  }
}
