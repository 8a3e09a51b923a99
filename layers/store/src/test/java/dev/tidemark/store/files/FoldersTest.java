package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.AwsClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class FoldersTest {

  @Test
  void shouldOpenAPath() {
    assertThat(open("some/folder")).isInstanceOf(LocalFolder.class).hasToString("some/folder");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, s3://bucket/",
    "s3://bucket/, s3://bucket/",
    "s3://my.bucket-1/a, s3://my.bucket-1/a/",
    "s3://under_score, s3://under_score/",
    "s3://bucket/a/b c/, s3://bucket/a/b c/"
  })
  void shouldOpenAPrefixOfABucket(String address, String place) {
    try (S3Client client =
        AwsClients.s3Builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      assertThat(Folders.open(address, () -> client))
          .isInstanceOf(S3Folder.class)
          .hasToString(place);
      assertThat(Folders.store("model store", address, () -> client)).hasToString(place);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "s3://", "s3:///a", "s3:/a", "s3://b/a?x", "http://b", "a\0b"})
  void shouldSayWhatAnAddressLooksLike(String address) {
    assertThatThrownBy(() -> open(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("folder '" + address + "' is not accepted; give s3://bucket/prefix or a path");
  }

  @Test
  void shouldOpenAStoreInAFolder() {
    assertThat(store("file:///with%20space")).hasToString("/with space");
    assertThat(open("file:///folder")).hasToString("/folder");
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
        "s3://bucket?x",
        "file:folder",
        "file://host/folder",
        "file:///folder#x",
        "http://bucket",
        "s3://b ucket"
      })
  void shouldSayWhatTheAddressOfAStoreLooksLike(String address) {
    assertThatThrownBy(() -> store(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model store '" + address + "' is not accepted; give s3://bucket or file:///folder");
  }

  private static Folder store(String address) {
    return Folders.store(
        "model store",
        address,
        () -> {
          throw new AssertionError("no bucket was named");
        });
  }

  private static Folder open(String address) {
    return Folders.open(
        address,
        () -> {
          throw new AssertionError("no bucket was named");
        });
  }
}
