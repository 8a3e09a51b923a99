package dev.tidemark.store.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.ModelStore;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.contract.ModelStoreContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs where the command {@code moto_server} is installed (pip install 'moto[server]'). */
class S3ModelStoreIT extends ModelStoreContract {
  private static MotoServer moto;
  private static S3Client client;

  private String bucket;

  @BeforeAll
  static void startServer() throws Exception {
    moto = MotoServer.startOrSkip();
    client =
        AwsClients.s3Builder()
            .endpointOverride(moto.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  @AfterAll
  static void stopServer() {
    if (moto != null) {
      client.close();
      moto.close();
    }
  }

  @Override
  protected ModelStore emptyStore() {
    bucket = "models-" + UUID.randomUUID();
    client.createBucket(create -> create.bucket(bucket));
    return new S3ModelStore(client, bucket);
  }

  @Override
  protected void leaveBehind(String version, String file) {
    client.putObject(
        put -> put.bucket(bucket).key("models/" + version + "/" + file),
        RequestBody.fromString("left"));
  }

  @Test
  void shouldSayThatABucketThatIsNotThereIsUnavailable() {
    ModelStore store = new S3ModelStore(client, "models-" + UUID.randomUUID());

    assertThatThrownBy(store::versions).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void shouldListMoreVersionsThanOnePageHolds() {
    // Given more than the 1,000 objects of a page
    for (int i = 0; i < 1001; i++) {
      leaveBehind("v" + i, "manifest.json");
    }

    // When, then
    assertThat(new S3ModelStore(client, bucket).versions()).hasSize(1001).isSorted();
  }
}
