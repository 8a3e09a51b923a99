package dev.tidemark.insight;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/** Where this function finds its data, from its environment. */
record InsightConfig(String interactionsTable, Optional<URI> dynamoDbEndpoint) {
  InsightConfig(Environment environment) {
    this(environment.required("INTERACTIONS_TABLE"), environment.endpoint("DYNAMODB_ENDPOINT"));
  }
}
