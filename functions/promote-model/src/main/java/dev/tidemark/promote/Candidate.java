package dev.tidemark.promote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a model's manifest says of it, as far as promotion asks.
 *
 * @param files SHA-256 by path within the package
 * @param comparison empty where the job did not compare
 */
record Candidate(String modelVersion, Map<String, String> files, Optional<Comparison> comparison) {

  static final String METRIC = "ndcg@10";

  /**
   * Figures over the same held-out events; not a number where the manifest has none.
   *
   * @param events how many
   * @param championVersion which model the challenger was compared with, or blank
   * @param champion not a number where that model could not be scored, too
   */
  record Comparison(
      long events, double challenger, double popularity, String championVersion, double champion) {

    /** By name, those that are there. */
    Map<String, Double> figures() {
      Map<String, Double> figures = new TreeMap<>();
      figures.put("events", (double) events);
      figures.put("challenger." + METRIC, challenger);
      figures.put("popularity." + METRIC, popularity);
      figures.put("champion." + METRIC, champion);
      figures.values().removeIf(figure -> figure.isNaN());
      return figures;
    }
  }

  Candidate {
    files = Map.copyOf(files);
  }

  /** Reads a manifest; what is missing is blank, and refused later. */
  static Candidate of(JsonNode manifest) {
    Map<String, String> files = new TreeMap<>();
    manifest
        .path("files")
        .properties()
        .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
    JsonNode comparison = manifest.path("comparison");
    return new Candidate(
        manifest.path("version").asText(),
        files,
        comparison.isObject() ? Optional.of(comparison(comparison)) : Optional.empty());
  }

  Map<String, Double> figures() {
    return comparison.map(Comparison::figures).orElse(Map.of());
  }

  private static Comparison comparison(JsonNode node) {
    JsonNode champion = node.path("champion");
    return new Comparison(
        node.path("events").asLong(),
        metric(node.path("challenger")),
        metric(node.path("popularity")),
        champion.path("version").asText(),
        metric(champion.path("metrics")));
  }

  private static double metric(JsonNode metrics) {
    return metrics.path(METRIC).asDouble(Double.NaN);
  }
}
