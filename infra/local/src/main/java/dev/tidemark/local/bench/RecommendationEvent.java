package dev.tidemark.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The event by which API Gateway asks for a user's recommendations, and a look at the answer. */
public final class RecommendationEvent {
  private RecommendationEvent() {}

  public static byte[] of(String user) {
    ObjectNode event = LocalJson.MAPPER.createObjectNode();
    event.put("version", "2.0").put("routeKey", "GET /v1/users/{id}/recommendations");
    event.putObject("pathParameters").put("id", user);
    event.putObject("requestContext").putObject("http").put("method", "GET");
    event.put("isBase64Encoded", false);
    return LocalJson.bytes(event);
  }

  /**
   * @throws RunException where the model did not answer: a fallback is no measure of it
   */
  public static void check(byte[] answer) {
    try {
      JsonNode body =
          LocalJson.MAPPER.readTree(LocalJson.MAPPER.readTree(answer).path("body").asText());
      if (!body.path("strategy").asText().equals("lstm")) {
        throw new RunException("the model did not answer but: " + body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
