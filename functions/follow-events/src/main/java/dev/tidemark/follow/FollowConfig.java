package dev.tidemark.follow;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Optional;

/** Where this function counts, from its environment. */
record FollowConfig(String countersTable, Optional<URI> dynamoDbEndpoint) {
  FollowConfig(Environment environment) {
    this(environment.required("COUNTERS_TABLE"), environment.endpoint("DYNAMODB_ENDPOINT"));
  }
}
