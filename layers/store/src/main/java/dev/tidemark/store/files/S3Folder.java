package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects below a prefix of a bucket. They pass through a file of this machine, one at a time:
 * so a connection that breaks is taken up again by the client, memory holds none of them, and a
 * single request, which S3 carries out wholly or not at all, puts an object of up to 5 GB.
 */
public final class S3Folder implements Folder {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * @param prefix without slashes around it; empty = the whole bucket
   */
  public S3Folder(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
  }

  @Override
  public List<String> files() {
    return call(
        "ListObjectsV2",
        () ->
            client
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> !key.endsWith("/")) // made by consoles to show an empty folder
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList());
  }

  @Override
  public Optional<InputStream> read(String file) throws IOException {
    Path copy = temporary();
    try {
      Files.delete(copy); // the client makes it itself
      call("GetObject", () -> client.getObject(get -> get.bucket(bucket).key(prefix + file), copy));
      return Optional.of(Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  @Override
  public void write(String file, Content content) throws IOException {
    Path copy = temporary();
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
        content.writeTo(out);
      }
      call(
          "PutObject",
          () ->
              client.putObject(
                  put -> put.bucket(bucket).key(prefix + file), RequestBody.fromFile(copy)));
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  @Override
  public void delete(String file) {
    call("DeleteObject", () -> client.deleteObject(it -> it.bucket(bucket).key(prefix + file)));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }

  private static Path temporary() throws IOException {
    return Files.createTempFile("tidemark-", ".object");
  }

  private <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (NoSuchKeyException e) {
      throw e;
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException(operation + " on " + this + " failed", e);
    }
  }
}
