package dev.tidemark.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a manifest, also an older or newer one, says of a model that is not to be run; what is
 * missing is blank.
 *
 * @param format of its package
 * @param files SHA-256 by path within the package
 * @param compared as it stands there; missing where the job did not compare
 */
public record ModelSummary(
    int format, String version, String createdAt, Map<String, String> files, JsonNode compared) {

  /** The first format wrote no number. */
  private static final int UNNUMBERED = 1;

  public ModelSummary {
    files = Map.copyOf(files);
  }

  /** Reads a manifest. */
  public static ModelSummary of(JsonNode manifest) {
    Map<String, String> files = new TreeMap<>();
    manifest
        .path("files")
        .properties()
        .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
    return new ModelSummary(
        manifest.path("format").asInt(UNNUMBERED),
        manifest.path("version").asText(),
        manifest.path("createdAt").asText(),
        files,
        manifest.path("comparison"));
  }

  /** Why its package is not read by this code; empty where it is. */
  public Optional<String> otherFormat() {
    return format == Manifest.FORMAT
        ? Optional.empty()
        : Optional.of(OtherFormatException.reason(format));
  }

  /** Empty where the job did not compare; figures that are missing are for the gate to refuse. */
  public Optional<Comparison> comparison() {
    return compared.isObject() ? Optional.of(Comparison.lenient(compared)) : Optional.empty();
  }
}
