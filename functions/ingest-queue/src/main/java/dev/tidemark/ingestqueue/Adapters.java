package dev.tidemark.ingestqueue;

import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.files.Folders;
import dev.tidemark.store.tables.Backoff;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the function works with.
 *
 * @param rests takes messages with the rest of a file
 */
record Adapters(
    Ports ports, FileImport.Source files, DeadLetters deadLetters, Consumer<String> rests) {
  /** Longer than for a caller that waits for an answer: nobody does. */
  private static final Duration RETRIES = Duration.ofSeconds(10);

  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration READ = Duration.ofSeconds(3);

  static Adapters open(QueueConfig config, Metrics metrics) {
    Ports ports = Ports.open(config.stores(), Backoff.ofTotal(RETRIES));
    SqsClient queues = AwsClients.of(SqsClient.builder(), config.sqsEndpoint(), CONNECT, READ);
    return new Adapters(
        new Ports(
            new MeasuredInteractions(ports.interactions(), metrics),
            ports.catalogue(),
            ports.users(),
            ports.clock()),
        Folders.store(
                "import store", config.importStore(), () -> AwsClients.s3(config.s3Endpoint()))
            ::open,
        new SqsDeadLetters(queues, config.deadLetterQueue()),
        body -> queues.sendMessage(send -> send.queueUrl(config.importQueue()).messageBody(body)));
  }
}
