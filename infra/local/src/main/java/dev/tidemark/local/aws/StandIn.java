package dev.tidemark.local.aws;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What stands for one of AWS's services while the product runs here. */
public interface StandIn {
  /** Waits until it is up; returns what there is to tell of it. */
  default Optional<String> awaitUp() {
    return Optional.empty();
  }

  /** Variables that lead functions to it. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** What it does for state machines, by the resource that their tasks name. */
  default Map<String, TaskResource> tasks() {
    return Map.of();
  }

  /** From now on it brings to the functions what comes from elsewhere. */
  default void open() throws IOException {}
}
