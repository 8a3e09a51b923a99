package dev.tidemark.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** API Gateway's event, payload format 2.0, by which nobody sends this request. */
  public ObjectNode event() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0").put("routeKey", "GET /v1/users/{id}/recommendations");
    event.putObject("pathParameters").put("id", "warm-up");
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    event.putObject("requestContext").putObject("http").put("method", "GET");
    return event.put("isBase64Encoded", false);
  }

  /**
   * @param timestamp epoch milliseconds
   */
  public record Step(String itemId, String type, long timestamp) {}
}
