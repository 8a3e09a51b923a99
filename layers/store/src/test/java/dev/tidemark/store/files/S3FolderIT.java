package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.contract.FolderContract;
import dev.tidemark.store.fake.LostAnswer;
import dev.tidemark.store.tables.MotoServer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** Against moto's S3. */
class S3FolderIT extends FolderContract {
  private final String bucket = "folder-" + UUID.randomUUID();
  private S3Client client;

  @Override
  protected Folder emptyFolder() {
    client = MotoServer.s3();
    client.createBucket(create -> create.bucket(bucket));
    put("prefix2/of another");
    put("prefix");
    return new S3Folder(client, bucket, "prefix");
  }

  @AfterEach
  void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void shouldTakeTheWholeBucketWithoutAPrefix() {
    assertThat(new S3Folder(client, bucket, "").list("").keySet())
        .containsExactly("prefix", "prefix2/of another");
  }

  @Test
  void shouldSayThatTheBucketIsNotThere() {
    Folder folder = new S3Folder(client, "no-such-bucket", "a");

    assertThatThrownBy(() -> folder.list(""))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("ListObjectsV2 on s3://no-such-bucket/a/");
    assertThatThrownBy(() -> folder.put("file", out -> {}))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> folder.open("file")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> folder.replace("file", new byte[1], Optional.empty()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> folder.read("file")).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void shouldKnowItsOwnWriteThoughTheAnswerIsLost() {
    // Given
    AtomicBoolean loseAnswer = new AtomicBoolean(true);
    try (S3Client losing = MotoServer.s3(new LostAnswer(loseAnswer))) {
      // When the client's own second try is refused, since the first was stored
      Optional<String> written =
          new S3Folder(losing, bucket, "prefix")
              .replace("champion.json", new byte[] {1}, Optional.empty());

      // Then
      assertThat(loseAnswer).isFalse();
      assertThat(written).isPresent();
    }
  }

  @Test
  void shouldReadListsOfMoreThanOnePage() {
    // Given pages of two keys, where S3's own hold a thousand
    for (int i = 0; i < 5; i++) {
      put("prefix/" + i);
    }
    ExecutionInterceptor two =
        new ExecutionInterceptor() {
          @Override
          public SdkRequest modifyRequest(
              Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof ListObjectsV2Request list
                ? list.toBuilder().maxKeys(2).build()
                : context.request();
          }
        };

    // When, then
    try (S3Client small = MotoServer.s3(two)) {
      assertThat(new S3Folder(small, bucket, "prefix").list("").keySet())
          .containsExactly("0", "1", "2", "3", "4");
    }
  }

  private void put(String key) {
    client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("other"));
  }
}
