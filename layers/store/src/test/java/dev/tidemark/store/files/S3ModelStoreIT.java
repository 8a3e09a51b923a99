package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.AwsClients;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.contract.ModelStoreContract;
import dev.tidemark.store.tables.AwsEndpoint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Against an imitation of S3. */
class S3ModelStoreIT extends ModelStoreContract {
  private final String bucket = "models-" + UUID.randomUUID();
  private final AtomicBoolean loseAnswer = new AtomicBoolean();
  private S3Client client;

  @Override
  protected ModelStore emptyStore() {
    client = client(new LostAnswer());
    client.createBucket(create -> create.bucket(bucket));
    return new S3ModelStore(client, bucket);
  }

  @Override
  protected void leaveBehind(String version, String file) {
    client.putObject(
        put -> put.bucket(bucket).key("models/" + version + "/" + file),
        RequestBody.fromString("left"));
  }

  @AfterEach
  void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void shouldReadListsOfMoreThanOnePage(@TempDir Path work) throws IOException {
    // Given pages of two keys, where S3's own hold a thousand
    S3Client small =
        client(
            new ExecutionInterceptor() {
              @Override
              public SdkRequest modifyRequest(
                  Context.ModifyRequest context, ExecutionAttributes attributes) {
                return context.request() instanceof ListObjectsV2Request list
                    ? list.toBuilder().maxKeys(2).build()
                    : context.request();
              }
            });
    leaveBehind("v0", "vocabulary.json");

    // When, then
    try (small) {
      ModelStore store = new S3ModelStore(small, bucket);
      store.publish("v1", aPackage(work, "first"));
      store.publish("v2", aPackage(work, "second"));
      assertThat(store.versions()).containsExactly("v1", "v2");
    }
  }

  @Test
  void shouldRefuseAFileOutsideTheVersionsFolder(@TempDir Path work) {
    // Given
    leaveBehind("v1", "../../../outside");
    leaveBehind("v1", "manifest.json");
    ModelStore store = new S3ModelStore(client, bucket);

    // When, then
    assertThatThrownBy(() -> store.fetch("v1", work.resolve("a").resolve("b")))
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("outside its folder");
    assertThat(work.resolve("outside")).doesNotExist();
  }

  @Test
  void shouldPublishThoughTheAnswerToTheManifestIsLost(@TempDir Path work) throws IOException {
    // Given
    ModelStore store = new S3ModelStore(client, bucket);
    loseAnswer.set(true);

    // When
    store.publish("v1", aPackage(work, "manifest"));

    // Then the client's own second try was refused, since the first had been stored
    assertThat(loseAnswer).isFalse();
    assertThat(store.versions()).containsExactly("v1");
  }

  @Test
  void shouldLetOneOfTwoWritersOfAVersionWin(@TempDir Path work) throws IOException {
    // Given one that finds nothing published, and then is overtaken
    Path slow = aPackage(work.resolve("slow"), "slow");
    Path fast = aPackage(work.resolve("fast"), "fast");
    ModelStore store = new S3ModelStore(client, bucket);
    S3Client overtaken = overtakenBy(() -> store.publish("v1", fast));

    // When, then
    try (overtaken) {
      assertThatThrownBy(() -> new S3ModelStore(overtaken, bucket).publish("v1", slow))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already published");
    }
    assertThat(store.fetch("v1", work).resolve("manifest.json")).hasContent("fast");
  }

  @Test
  void shouldSayThatTheBucketIsNotThere() {
    ModelStore store = new S3ModelStore(client, "no-such-bucket");

    assertThatThrownBy(store::versions)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("ListObjectsV2 on bucket no-such-bucket");
  }

  private static S3Client overtakenBy(Runnable overtaking) {
    return client(
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (isManifest(context.request())) {
              overtaking.run();
            }
          }
        });
  }

  private static S3Client client(ExecutionInterceptor interceptor) {
    return AwsClients.s3Builder()
        .endpointOverride(AwsEndpoint.get())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(AwsEndpoint.CREDENTIALS)
        .overrideConfiguration(it -> it.addExecutionInterceptor(interceptor))
        .build();
  }

  private static boolean isManifest(Object request) {
    return request instanceof PutObjectRequest put && put.key().endsWith("/manifest.json");
  }

  private static Path aPackage(Path folder, String manifest) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("vocabulary.json"), "[]");
    return Files.writeString(folder.resolve("manifest.json"), manifest).getParent();
  }

  /** Once, the manifest is stored, but its writer does not get to know. */
  private final class LostAnswer implements ExecutionInterceptor {
    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      if (isManifest(context.request()) && loseAnswer.compareAndSet(true, false)) {
        throw SdkClientException.create("lost", new SocketTimeoutException("Read timed out"));
      }
    }
  }
}
