package dev.tidemark.forecast.method;

/** A way to forecast one weekly series. Without state. */
public interface Method {
  /** What an answer and a report call it. */
  String name();

  /**
   * The mean of each week to come, 0 or more.
   *
   * @param known with at least one week
   */
  double[] forecast(Known known);
}
