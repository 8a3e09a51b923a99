package dev.tidemark.promote.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/** Clients of the services that only promotion talks to; an empty endpoint is AWS's own. */
public final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** A warm-up request may have to wait for a restored function. */
  private static final Duration READ = Duration.ofSeconds(40);

  private Clients() {}

  public static LambdaClient lambda(Optional<URI> endpoint) {
    LambdaClientBuilder builder = LambdaClient.builder().httpClientBuilder(http());
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  public static CloudWatchClient cloudWatch(Optional<URI> endpoint) {
    CloudWatchClientBuilder builder = CloudWatchClient.builder().httpClientBuilder(http());
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ);
  }
}
