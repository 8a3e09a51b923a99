package dev.tidemark.ingestqueue;

import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.ImportStore;
import dev.tidemark.store.files.ImportStores;
import dev.tidemark.store.tables.Backoff;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** What the function works with. */
record Adapters(Ports ports, ImportStore files, DeadLetters deadLetters) {
  /** Longer than for a caller that waits for an answer: nobody does. */
  private static final Duration RETRIES = Duration.ofSeconds(10);

  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration READ = Duration.ofSeconds(3);

  static Adapters open(QueueConfig config, Metrics metrics) {
    Ports ports = Ports.open(config.stores(), Backoff.ofTotal(RETRIES));
    return new Adapters(
        new Ports(
            new MeasuredInteractions(ports.interactions(), metrics),
            ports.catalogue(),
            ports.users(),
            ports.clock()),
        ImportStores.open(
            config.importStore(),
            () -> config.s3Endpoint().map(AwsClients::s3).orElseGet(AwsClients::s3)),
        new SqsDeadLetters(sqs(config), config.deadLetterQueue()));
  }

  private static SqsClient sqs(QueueConfig config) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ));
    config.sqsEndpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
