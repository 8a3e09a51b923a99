package dev.tidemark.store;

import dev.tidemark.store.tables.Backoff;
import java.net.URI;
import java.time.Duration;
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
 * snapshot are stale after it.
 */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration TABLE_READ = Duration.ofMillis(1500);
  private static final Duration FILE_READ = Duration.ofSeconds(10);

  private AwsClients() {}

  /** DynamoDB in AWS. It tries once: {@link Backoff} decides about the rest. */
  public static DynamoDbClient dynamoDb() {
    return dynamoDbBuilder().build();
  }

  /** DynamoDB elsewhere. */
  public static DynamoDbClient dynamoDb(URI endpoint) {
    return dynamoDbBuilder().endpointOverride(endpoint).build();
  }

  public static S3Client s3() {
    return s3Builder().build();
  }

  /** S3 elsewhere; the bucket stands in the path, as a made-up host has no address. */
  public static S3Client s3(URI endpoint) {
    return s3Builder().endpointOverride(endpoint).forcePathStyle(true).build();
  }

  public static SecretsManagerClient secretsManager() {
    return secretsManagerBuilder().build();
  }

  public static SecretsManagerClient secretsManager(URI endpoint) {
    return secretsManagerBuilder().endpointOverride(endpoint).build();
  }

  public static DynamoDbClientBuilder dynamoDbBuilder() {
    return DynamoDbClient.builder()
        .httpClientBuilder(http(TABLE_READ))
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  public static S3ClientBuilder s3Builder() {
    return S3Client.builder().httpClientBuilder(http(FILE_READ));
  }

  public static SecretsManagerClientBuilder secretsManagerBuilder() {
    return SecretsManagerClient.builder().httpClientBuilder(http(TABLE_READ));
  }

  private static UrlConnectionHttpClient.Builder http(Duration read) {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(read);
  }
}
