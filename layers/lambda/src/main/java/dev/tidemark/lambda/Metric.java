package dev.tidemark.lambda;

import software.amazon.cloudwatchlogs.emf.model.Unit;

/** Everything that functions measure; the template's alarms and dashboard name them. */
public enum Metric {
  ACCEPTED_EVENTS("AcceptedEvents", Unit.COUNT),
  DUPLICATE_EVENTS("DuplicateEvents", Unit.COUNT),
  REJECTED_EVENTS("RejectedEvents", Unit.COUNT),
  /** Of users who refused consent. */
  DROPPED_EVENTS("DroppedEvents", Unit.COUNT),
  /** Valid events that the store did not confirm. */
  UNACKNOWLEDGED_EVENTS("UnacknowledgedEvents", Unit.COUNT),
  /** Events of the stream that were not counted before and make an item popular. */
  COUNTED_EVENTS("CountedEvents", Unit.COUNT),
  LSTM_RECOMMENDATIONS("LstmRecommendations", Unit.COUNT),
  POPULAR_RECOMMENDATIONS("PopularRecommendations", Unit.COUNT),
  /**
   * Popular answers though a model is there: no known history, no time, or no answer of a table.
   */
  FALLBACKS("Fallbacks", Unit.COUNT),
  /** From the parsed request to the answer: history read, scored, titles checked. */
  RECOMMENDATION_LATENCY("RecommendationLatency", Unit.MILLISECONDS),
  MODEL_AGE("ModelAge", Unit.SECONDS),
  /** The newest models that were not good enough to serve; nothing once one is published. */
  REFUSALS_IN_A_ROW("RefusalsInARow", Unit.COUNT),
  /** One for the first request that an instance measures, also after a restore. */
  COLD_STARTS("ColdStarts", Unit.COUNT);

  private final String label;
  private final Unit unit;

  Metric(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** The name in CloudWatch. */
  public String label() {
    return label;
  }

  Unit unit() {
    return unit;
  }
}
