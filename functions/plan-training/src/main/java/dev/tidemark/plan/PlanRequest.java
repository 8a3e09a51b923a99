package dev.tidemark.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What the state machine asks with.
 *
 * @param executionArn the execution that asks
 * @param startTime when it began, ISO 8601
 * @param force whether few new events are no reason to end
 */
record PlanRequest(
    @JsonProperty(required = true) String executionArn,
    @JsonProperty(required = true) String startTime,
    @JsonProperty(required = true) boolean force) {

  Instant startedAt() {
    return Instant.parse(startTime);
  }
}
