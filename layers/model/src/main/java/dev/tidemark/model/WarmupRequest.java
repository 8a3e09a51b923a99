package dev.tidemark.model;

import java.util.List;
import java.util.Map;

/**
 * A made-up request that travels with the model: a history that belongs to nobody, replayed through
 * the real handler before it serves.
 *
 * @param interactions oldest first
 * @param query parameters of the request by name
 */
public record WarmupRequest(List<Step> interactions, Map<String, String> query) {

  /** What a file leaves out is empty. */
  public WarmupRequest {
    interactions = interactions == null ? List.of() : List.copyOf(interactions);
    query = query == null ? Map.of() : Map.copyOf(query);
  }

  /**
   * @param timestamp epoch milliseconds
   */
  public record Step(String itemId, String type, long timestamp) {}
}
