package dev.tidemark.local;

import dev.tidemark.servers.child.RunSecret;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Region, account and credentials of the local run: none of them leads to AWS. */
public final class LocalAccount {
  public static final String REGION = "us-east-1";
  public static final String ID = "000000000000";

  /** The access key and its secret. */
  public static final String KEY = "local";

  /** The user's is for what is elsewhere. */
  private static final ProxyConfiguration NO_PROXY =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariablesValues(false)
          .build();

  private LocalAccount() {}

  /**
   * @param resource as the service writes it, such as {@code table/Orders}
   */
  public static String arn(String service, String resource) {
    return String.join(":", "arn:aws", service, REGION, ID, resource);
  }

  /** Variables by which AWS's clients in another process send the secret of the run. */
  public static Map<String, String> session(RunSecret secret) {
    return Map.of("AWS_SESSION_TOKEN", secret.value());
  }

  /** A client of what stands for the service here and answers whoever asks. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return client(builder, endpoint, AwsBasicCredentials.create(KEY, KEY));
  }

  /** A client of what stands for the service here and answers holders of the secret. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, RunSecret secret) {
    return client(builder, endpoint, AwsSessionCredentials.create(KEY, KEY, secret.value()));
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, AwsCredentials credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(NO_PROXY))
        .build();
  }
}
