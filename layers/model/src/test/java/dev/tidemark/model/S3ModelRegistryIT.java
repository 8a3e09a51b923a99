package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.fake.LostAnswer;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.S3Folder;
import dev.tidemark.store.tables.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What every registry does, and what only a bucket does, against moto's S3. */
class S3ModelRegistryIT extends ModelRegistryContract {
  private final String bucket = "models-" + UUID.randomUUID();
  private final AtomicBoolean loseAnswer = new AtomicBoolean();

  @TempDir private Path work;
  private S3Client client;
  private ModelRegistry registry;

  @Override
  protected Folder emptyFolder() {
    client = MotoServer.s3(new LostAnswer(loseAnswer));
    client.createBucket(create -> create.bucket(bucket));
    Folder folder = new S3Folder(client, bucket, "");
    registry = new ModelRegistry(folder);
    return folder;
  }

  @AfterEach
  void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void shouldRefuseAFileOutsideTheVersionsFolder() {
    // Given
    leaveBehind("../../../outside");
    leaveBehind("manifest.json");

    // When, then
    assertThatThrownBy(() -> registry.fetch("v1", work.resolve("a").resolve("b")))
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("outside its folder");
    assertThat(work.resolve("outside")).doesNotExist();
  }

  @Test
  void shouldPublishThoughTheAnswerToTheManifestIsLost() throws IOException {
    // Given
    loseAnswer.set(true);

    // When
    registry.publish("v1", aPackage("manifest"));

    // Then the client's own second try was refused, since the first had been stored
    assertThat(loseAnswer).isFalse();
    assertThat(registry.versions()).containsExactly("v1");
  }

  @Test
  void shouldLetOneOfTwoWritersOfAVersionWin() throws IOException {
    // Given one that finds nothing published, and then is overtaken
    Path slow = aPackage("slow");
    Path fast = aPackage("fast");

    // When, then
    try (S3Client overtaken = MotoServer.s3(overtakenBy(() -> registry.publish("v1", fast)))) {
      ModelRegistry second = new ModelRegistry(new S3Folder(overtaken, bucket, ""));
      assertThatThrownBy(() -> second.publish("v1", slow))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already published");
    }
    assertThat(registry.fetch("v1", work).resolve("manifest.json")).hasContent("fast");
  }

  private static ExecutionInterceptor overtakenBy(Runnable overtaking) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutObjectRequest put
            && put.key().endsWith("/manifest.json")) {
          overtaking.run();
        }
      }
    };
  }

  private void leaveBehind(String file) {
    client.putObject(
        put -> put.bucket(bucket).key("models/v1/" + file), RequestBody.fromString("left"));
  }

  private Path aPackage(String manifest) throws IOException {
    Path folder = Files.createDirectories(work.resolve("package-" + manifest));
    Files.writeString(folder.resolve("vocabulary.json"), "[]");
    return Files.writeString(folder.resolve("manifest.json"), manifest).getParent();
  }
}
