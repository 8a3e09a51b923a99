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
   * @param lead of the challenger over it, event by event; empty where nothing was compared
   */
  public record Champion(String version, Map<String, Double> metrics, Optional<Lead> lead) {
    public Champion {
      metrics = Map.copyOf(metrics);
    }

    /** One that could not be scored. */
    public static Champion unscored(String version) {
      return new Champion(version, Map.of(), Optional.empty());
    }

    @JsonValue
    Map<String, Object> json() {
      Map<String, Object> json = new TreeMap<>(Map.of("version", version, "metrics", metrics));
      lead.ifPresent(it -> json.put("lead", it));
      return json;
    }
  }

  /**
   * A difference of NDCG@10 on the same held-out events, paired.
   *
   * @param mean above 0 where the challenger is better
   * @param standardError of the mean
   */
  public record Lead(double mean, double standardError) {
    private static final double NORMAL_95 = 1.96;

    /**
     * @param ours gains of the challenger, one for each event
     * @param theirs of the champion, in the same order
     * @return empty for fewer than two events
     */
    public static Optional<Lead> of(double[] ours, double[] theirs) {
      int events = ours.length;
      if (events < 2 || theirs.length != events) {
        return Optional.empty();
      }
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < events; i++) {
        double difference = ours[i] - theirs[i];
        sum += difference;
        squares += difference * difference;
      }
      double mean = sum / events;
      double variance = Math.max(0, squares / events - mean * mean) * events / (events - 1);
      return Optional.of(new Lead(mean, Math.sqrt(variance / events)));
    }

    /** Whether the whole 95 % interval lies below nothing. */
    public boolean isCertainlyBehind() {
      return mean + NORMAL_95 * standardError < 0;
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
    JsonNode lead = json.path("lead");
    return new Champion(
        json.path("version").asText(),
        figures(json.path("metrics")),
        lead.path("mean").isNumber() && lead.path("standardError").isNumber()
            ? Optional.of(
                new Lead(lead.path("mean").asDouble(), lead.path("standardError").asDouble()))
            : Optional.empty());
  }

  private static Map<String, Double> figures(JsonNode json) {
    Map<String, Double> figures = new TreeMap<>();
    json.properties().forEach(it -> figures.put(it.getKey(), it.getValue().asDouble(Double.NaN)));
    return figures;
  }
}
