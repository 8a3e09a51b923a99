package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Files in a bucket. */
public final class S3ImportStore implements ImportStore {
  private final S3Client client;
  private final String bucket;

  public S3ImportStore(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public Optional<InputStream> open(String key) {
    try {
      return Optional.of(client.getObject(get -> get.bucket(bucket).key(key)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException("GetObject on bucket " + bucket + " failed", e);
    }
  }
}
