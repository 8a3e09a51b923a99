package dev.tidemark.store;

import dev.tidemark.store.tables.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * Clients of AWS's services as the functions need them: the JDK's HTTP client, short timeouts.
 * Region and credentials come from the environment and are not pinned, since those of the time of a
 * snapshot are stale after it. An empty endpoint is AWS's own.
 */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration TABLE_READ = Duration.ofMillis(1500);
  private static final Duration FILE_READ = Duration.ofSeconds(10);

  private AwsClients() {}

  /** It tries once: {@link Backoff} decides about the rest. */
  public static DynamoDbClient dynamoDb(Optional<URI> endpoint) {
    return at(endpoint, dynamoDbBuilder()).build();
  }

  /** Elsewhere than in AWS the bucket stands in the path, as a made-up host has no address. */
  public static S3Client s3(Optional<URI> endpoint) {
    return at(endpoint, s3Builder()).forcePathStyle(endpoint.isPresent()).build();
  }

  public static SecretsManagerClient secretsManager(Optional<URI> endpoint) {
    return at(endpoint, secretsManagerBuilder()).build();
  }

  /**
   * A client of a service that one function alone talks to.
   *
   * @param connect how long it waits for a connection
   * @param read how long it waits for an answer
   */
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C of(
      B builder, Optional<URI> endpoint, Duration connect, Duration read) {
    return at(endpoint, builder).httpClientBuilder(http(connect, read)).build();
  }

  public static DynamoDbClientBuilder dynamoDbBuilder() {
    return DynamoDbClient.builder()
        .httpClientBuilder(http(CONNECT, TABLE_READ))
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  public static S3ClientBuilder s3Builder() {
    return S3Client.builder().httpClientBuilder(http(CONNECT, FILE_READ));
  }

  public static SecretsManagerClientBuilder secretsManagerBuilder() {
    return SecretsManagerClient.builder().httpClientBuilder(http(CONNECT, TABLE_READ));
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(Optional<URI> endpoint, B builder) {
    return endpoint.map(builder::endpointOverride).orElse(builder);
  }

  private static UrlConnectionHttpClient.Builder http(Duration connect, Duration read) {
    return UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(read);
  }
}
