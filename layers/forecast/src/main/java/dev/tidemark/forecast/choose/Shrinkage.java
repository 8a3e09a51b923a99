package dev.tidemark.forecast.choose;

/** How much of an estimate is kept, by how likely it is to be noise. */
final class Shrinkage {
  private Shrinkage() {}

  /**
   * 1 - 1/F, 0 or more: the positive part of James and Stein's estimate.
   *
   * @param explained squares that the terms explain
   * @param left squares that are left
   * @param terms how many there are
   * @param weeks how many were looked at
   */
  static double of(double explained, double left, int terms, int weeks) {
    int free = weeks - terms - 1;
    if (free <= 0 || explained <= 0) {
      return 0;
    }
    return Math.max(0, 1 - (left / free) / (explained / terms));
  }
}
