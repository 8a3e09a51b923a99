package dev.tidemark.promote;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was decided about a model, {@code models/<version>/decision.json}.
 *
 * @param outcome accepted, refused, failed, promoted or withdrawn
 * @param reason for people
 * @param figures held-out events and metrics that it rests on, by name
 * @param time ISO 8601
 */
record Decision(
    String modelVersion, String outcome, String reason, Map<String, Double> figures, String time) {

  static final String ACCEPTED = "accepted";
  static final String REFUSED = "refused";
  static final String FAILED = "failed";
  static final String PROMOTED = "promoted";
  static final String WITHDRAWN = "withdrawn";

  Decision {
    figures = new TreeMap<>(figures);
  }

  /** What became of it, on the same figures. */
  Decision then(String next, String why, String now) {
    return new Decision(modelVersion, next, why, figures, now);
  }
}
