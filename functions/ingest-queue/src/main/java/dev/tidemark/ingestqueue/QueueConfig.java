package dev.tidemark.ingestqueue;

import dev.tidemark.ingest.IngestConfig;
import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * Where this function reads and stores, from its environment.
 *
 * @param importStore address of the files
 * @param importQueue URL of the queue that tells of files
 * @param deadLetterQueue URL
 */
record QueueConfig(
    IngestConfig stores,
    String importStore,
    String importQueue,
    String deadLetterQueue,
    Optional<URI> s3Endpoint,
    Optional<URI> sqsEndpoint) {

  QueueConfig(Environment environment) {
    this(
        new IngestConfig(environment),
        environment.required("IMPORT_STORE"),
        environment.required("IMPORT_QUEUE"),
        environment.required("DEAD_LETTER_QUEUE"),
        environment.endpoint("S3_ENDPOINT"),
        environment.endpoint("SQS_ENDPOINT"));
  }
}
