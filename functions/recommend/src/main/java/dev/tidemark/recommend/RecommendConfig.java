package dev.tidemark.recommend;

import dev.tidemark.lambda.Environment;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.ModelVariables;
import java.net.URI;
import java.util.Optional;

/**
 * Where this function finds its data, from its environment.
 *
 * @param userKeySecret ARN of the secret, or {@code file:///path}
 * @param dynamoDbEndpoint empty = AWS, as the other endpoints
 * @param modelStore {@code s3://bucket} or {@code file:///folder}; both hold {@code models/}
 * @param modelVersion empty = there is no model yet
 * @param experiment a second model beside it, or {@link Experiment#NONE}
 */
record RecommendConfig(
    String interactionsTable,
    String catalogueTable,
    String countersTable,
    String userKeySecret,
    String modelStore,
    String modelVersion,
    Experiment experiment,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> s3Endpoint,
    Optional<URI> secretsEndpoint) {

  RecommendConfig(Environment environment) {
    this(
        environment.required("INTERACTIONS_TABLE"),
        environment.required("CATALOGUE_TABLE"),
        environment.required("COUNTERS_TABLE"),
        environment.required("USER_KEY_SECRET"),
        environment.required("MODEL_STORE"),
        environment.optional(ModelVariables.MODEL),
        experiment(environment),
        environment.endpoint("DYNAMODB_ENDPOINT"),
        environment.endpoint("S3_ENDPOINT"),
        environment.endpoint("SECRETS_ENDPOINT"));
  }

  /** Promotion writes its variables, which are not there without an experiment. */
  private static Experiment experiment(Environment environment) {
    String version = environment.optional(ModelVariables.EXPERIMENT);
    return version.isEmpty()
        ? Experiment.NONE
        : new Experiment(
            version,
            environment.wholeNumber(
                ModelVariables.SHARE, Experiment.LEAST_SHARE, Experiment.MOST_SHARE));
  }
}
