package dev.tidemark.model;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was decided about a model, {@code models/<version>/decision.json}.
 *
 * @param outcome accepted, refused, failed, promoted or withdrawn
 * @param reason for people
 * @param figures held-out events and metrics that it rests on, by name
 * @param time ISO 8601
 */
public record Decision(
    String modelVersion, String outcome, String reason, Map<String, Double> figures, String time) {

  public static final String ACCEPTED = "accepted";
  public static final String REFUSED = "refused";
  public static final String FAILED = "failed";
  public static final String PROMOTED = "promoted";
  public static final String WITHDRAWN = "withdrawn";

  /** What a file leaves out is blank. */
  public Decision {
    modelVersion = Objects.requireNonNullElse(modelVersion, "");
    outcome = Objects.requireNonNullElse(outcome, "");
    reason = Objects.requireNonNullElse(reason, "");
    figures = figures == null ? new TreeMap<>() : new TreeMap<>(figures);
    time = Objects.requireNonNullElse(time, "");
  }

  /** What became of it, on the same figures. */
  public Decision then(String next, String why, String now) {
    return new Decision(modelVersion, next, why, figures, now);
  }
}
