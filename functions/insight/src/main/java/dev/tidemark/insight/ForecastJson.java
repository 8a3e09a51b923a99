package dev.tidemark.insight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.forecast.Forecast;
import dev.tidemark.lambda.Json;
import java.util.List;

/** A forecast as it is answered, without what is empty. */
final class ForecastJson {
  private ForecastJson() {}

  static ObjectNode of(Forecast forecast) {
    ObjectNode json = Json.mapper().valueToTree(forecast);
    for (String name : List.of("id", "title", "note")) {
      if (json.path(name).asText().isEmpty()) {
        json.remove(name);
      }
    }
    for (JsonNode week : json.path("history")) {
      if (week.path("promotion").asDouble() == 0) {
        ((ObjectNode) week).remove("promotion");
      }
    }
    return json;
  }
}
