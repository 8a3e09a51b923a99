package dev.tidemark.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ServedModel;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.promote.port.InvocationFailedException;
import dev.tidemark.promote.port.ServingFunction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Sends the requests that travel with a model to its version, before a shopper does. The histories
 * were replayed before the snapshot; here, the restored function must answer from its model.
 */
record WarmUp(ServingFunction function, ModelRegistry registry) {
  private static final int OK = 200;

  /**
   * @return what was wrong with an answer, empty where all were right
   */
  Optional<String> fault(ServedModel challenger) {
    try {
      List<WarmupRequest> requests = registry.warmup(challenger.modelVersion());
      return requests.isEmpty()
          ? Optional.of("the package holds no warm-up requests")
          : requests.stream().flatMap(request -> fault(challenger, request).stream()).findFirst();
    } catch (ModelPackageException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> fault(ServedModel challenger, WarmupRequest request) {
    try {
      byte[] event = Json.mapper().writeValueAsBytes(request.event());
      byte[] answer = function.invoke(challenger.functionVersion(), event);
      JsonNode response = Json.mapper().readTree(answer);
      String model =
          Json.mapper().readTree(response.path("body").asText()).path("modelVersion").asText();
      String beside = challenger.experiment().modelVersion();
      int status = response.path("statusCode").asInt();
      return status == OK && List.of(challenger.modelVersion(), beside).contains(model)
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
}
