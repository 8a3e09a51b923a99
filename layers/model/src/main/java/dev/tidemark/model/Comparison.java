package dev.tidemark.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well a new model ranks held-out events, beside what else could serve; each scored as it would
 * be served, on the very same events.
 *
 * @param events how many were held out
 * @param challenger figures of this model by name, such as {@code ndcg@10}
 * @param popularity figures of ranking by popularity
 * @param champion the model in service; empty where there was none
 */
public record Comparison(
    int events,
    Map<String, Double> challenger,
    Map<String, Double> popularity,
    Optional<Champion> champion) {

  /** Nothing was compared. */
  public static final Comparison NONE = new Comparison(0, Map.of(), Map.of(), Optional.empty());

  public Comparison {
    challenger = Map.copyOf(challenger);
    popularity = Map.copyOf(popularity);
  }

  /**
   * The model in service and its figures.
   *
   * @param metrics empty where its package is missing or damaged, or its network cannot be run
   */
  public record Champion(String version, Map<String, Double> metrics) {
    public Champion {
      metrics = Map.copyOf(metrics);
    }

    /** One that could not be scored. */
    public static Champion unscored(String version) {
      return new Champion(version, Map.of());
    }
  }

  /** In a manifest, {@code champion} is left out where there is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Comparison read(JsonNode json) {
    List.of("events", "challenger", "popularity").forEach(json::required);
    if (json.has("champion")) {
      List.of("version", "metrics").forEach(json.required("champion")::required);
    }
    return lenient(json);
  }

  /** The same where anything may be missing. */
  static Comparison lenient(JsonNode json) {
    return new Comparison(
        json.path("events").asInt(),
        figures(json.path("challenger")),
        figures(json.path("popularity")),
        json.path("champion").isObject()
            ? Optional.of(champion(json.path("champion")))
            : Optional.empty());
  }

  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    json.put("events", events);
    json.put("challenger", challenger);
    json.put("popularity", popularity);
    champion.ifPresent(model -> json.put("champion", model));
    return json;
  }

  private static Champion champion(JsonNode json) {
    return new Champion(json.path("version").asText(), figures(json.path("metrics")));
  }

  private static Map<String, Double> figures(JsonNode json) {
    Map<String, Double> figures = new TreeMap<>();
    json.properties().forEach(it -> figures.put(it.getKey(), it.getValue().asDouble(Double.NaN)));
    return figures;
  }
}
