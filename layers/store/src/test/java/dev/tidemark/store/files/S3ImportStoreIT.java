package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.AwsClients;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.MotoServer;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against moto's S3. */
class S3ImportStoreIT {

  @Test
  void shouldOpenObjectsAndTellMissingOnesFromFaults() throws Exception {
    try (S3Client client =
        AwsClients.s3Builder()
            .endpointOverride(MotoServer.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(MotoServer.CREDENTIALS)
            .build()) {
      // Given
      String bucket = "imports-" + UUID.randomUUID();
      client.createBucket(create -> create.bucket(bucket));
      client.putObject(
          put -> put.bucket(bucket).key("events/a b.csv"), RequestBody.fromString("text"));
      ImportStore store = ImportStores.open("s3://" + bucket, () -> client);

      // When, then
      try (InputStream in = store.open("events/a b.csv").orElseThrow()) {
        assertThat(in).hasContent("text");
      }
      assertThat(store.open("events/none.csv")).isEmpty();
      assertThatThrownBy(() -> new S3ImportStore(client, bucket + "-none").open("events/a"))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }
}
