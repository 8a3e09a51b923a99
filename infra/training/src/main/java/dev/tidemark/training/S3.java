package dev.tidemark.training;

import dev.tidemark.store.AwsClients;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** The one client of S3 of a job, made when first asked for: a job on folders needs none. */
final class S3 implements Supplier<S3Client>, AutoCloseable {
  private final String endpoint;
  private S3Client client;

  /**
   * @param endpoint blank = AWS
   */
  S3(String endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public S3Client get() {
    if (client == null) {
      client =
          AwsClients.s3(endpoint.isBlank() ? Optional.empty() : Optional.of(URI.create(endpoint)));
    }
    return client;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
