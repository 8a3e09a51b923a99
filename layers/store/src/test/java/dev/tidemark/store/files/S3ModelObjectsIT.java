package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.store.AwsClients;
import dev.tidemark.store.contract.ModelObjectsContract;
import dev.tidemark.store.tables.MotoServer;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Against moto's S3. */
class S3ModelObjectsIT extends ModelObjectsContract {
  private final String bucket = "models-" + UUID.randomUUID();
  private final AtomicBoolean loseAnswer = new AtomicBoolean();
  private S3Client client;

  @Override
  protected ModelObjects emptyStore() {
    client =
        AwsClients.s3Builder()
            .endpointOverride(MotoServer.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(MotoServer.CREDENTIALS)
            .overrideConfiguration(it -> it.addExecutionInterceptor(new LostAnswer()))
            .build();
    client.createBucket(create -> create.bucket(bucket));
    return new S3ModelObjects(client, bucket);
  }

  @AfterEach
  void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void shouldKnowItsOwnWriteThoughTheAnswerIsLost() {
    // Given
    ModelObjects objects = new S3ModelObjects(client, bucket);
    loseAnswer.set(true);

    // When the client's own second try is refused, since the first was stored
    Optional<String> written =
        objects.replace(
            "champion.json", "first".getBytes(StandardCharsets.UTF_8), Optional.empty());

    // Then
    assertThat(loseAnswer).isFalse();
    assertThat(written).isPresent();
  }

  /** Once, what is put is stored, but its writer does not get to know. */
  private final class LostAnswer implements ExecutionInterceptor {
    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      if (context.request() instanceof PutObjectRequest && loseAnswer.compareAndSet(true, false)) {
        throw SdkClientException.create("lost", new SocketTimeoutException("Read timed out"));
      }
    }
  }
}
