package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.contract.FolderContract;
import dev.tidemark.store.tables.MotoServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

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
    assertThat(new S3Folder(client, bucket, "").files())
        .containsExactly("prefix", "prefix2/of another");
  }

  @Test
  void shouldSayThatTheBucketIsNotThere() {
    Folder folder = new S3Folder(client, "no-such-bucket", "a");

    assertThatThrownBy(folder::files)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("ListObjectsV2 on s3://no-such-bucket/a/");
    assertThatThrownBy(() -> folder.write("file", out -> {}))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> folder.read("file")).isInstanceOf(StoreUnavailableException.class);
  }

  private void put(String key) {
    client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("other"));
  }
}
