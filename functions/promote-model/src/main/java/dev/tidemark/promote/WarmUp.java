package dev.tidemark.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ServedModel;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.promote.port.InvocationFailedException;
import dev.tidemark.promote.port.ServingFunction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the requests that travel with a model to its version, before a shopper does. The histories
 * were replayed before the snapshot; here, the restored function must answer from its model.
 */
final class WarmUp {
  private static final int OK = 200;

  private final ServingFunction function;
  private final ModelRegistry registry;

  WarmUp(ServingFunction function, ModelRegistry registry) {
    this.function = function;
    this.registry = registry;
  }

  /**
   * @return what was wrong with an answer, empty where all were right
   */
  Optional<String> fault(ServedModel challenger) {
    List<WarmupRequest> requests = registry.warmup(challenger.modelVersion());
    if (requests.isEmpty()) {
      return Optional.of("the package holds no warm-up requests");
    }
    for (WarmupRequest request : requests) {
      Optional<String> fault = fault(challenger, request.query());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> fault(ServedModel challenger, Map<String, String> query) {
    try {
      byte[] answer = function.invoke(challenger.functionVersion(), event(query));
      JsonNode response = Json.mapper().readTree(answer);
      String model =
          Json.mapper().readTree(response.path("body").asText()).path("modelVersion").asText();
      int status = response.path("statusCode").asInt();
      return status == OK && model.equals(challenger.modelVersion())
          ? Optional.empty()
          : Optional.of(
              "a warm-up request was answered with status "
                  + status
                  + " from model '"
                  + model
                  + "'");
    } catch (InvocationFailedException e) {
      return Optional.of("a warm-up request failed: " + e.getMessage());
    } catch (JsonProcessingException e) {
      return Optional.of("a warm-up request was not answered with JSON");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can always be read", e);
    }
  }

  /** API Gateway's event, payload format 2.0, of nobody's request. */
  private static byte[] event(Map<String, String> query) throws JsonProcessingException {
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("version", "2.0").put("routeKey", "GET /v1/users/{id}/recommendations");
    event.putObject("pathParameters").put("id", "warm-up");
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    event.putObject("requestContext").putObject("http").put("method", "GET");
    return Json.mapper().writeValueAsBytes(event.put("isBase64Encoded", false));
  }
}
