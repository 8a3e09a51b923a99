package dev.tidemark.store.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class ModelStoresTest {

  @Test
  void shouldOpenAFolderWithoutAskingForS3(@TempDir Path folder) {
    AtomicBoolean asked = new AtomicBoolean();

    assertThat(
            ModelStores.open(
                folder.toUri().toString(),
                () -> {
                  asked.set(true);
                  throw new AssertionError();
                }))
        .isInstanceOf(FileModelStore.class);
    assertThat(asked).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://my-bucket", "s3://my-bucket/", "s3://my_bucket.with.dots"})
  void shouldOpenABucket(String address) {
    assertThat(
            ModelStores.open(
                address,
                () ->
                    new S3Client() {
                      @Override
                      public String serviceName() {
                        return "s3";
                      }

                      @Override
                      public void close() {}
                    }))
        .isInstanceOf(S3ModelStore.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bucket",
        "/folder",
        "file:folder",
        "file://host/folder",
        "s3:bucket",
        "s3:///",
        "s3://bucket/prefix",
        "s3://bucket?x=1",
        "http://bucket",
        "s3://a b",
        "::"
      })
  void shouldNameAnAddressThatIsNoStore(String address) {
    assertThatThrownBy(
            () ->
                ModelStores.open(
                    address,
                    () -> {
                      throw new AssertionError();
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + address + "'")
        .hasMessageContaining("s3://bucket or file:///folder");
  }
}
