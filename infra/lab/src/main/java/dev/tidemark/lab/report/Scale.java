package dev.tidemark.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Maps values linearly to pixels, from one round value to another.
 *
 * @param low first value, a multiple of the step
 * @param step between ticks: 1, 2 or 5 times a power of ten
 * @param steps between the first value and the last
 * @param from pixel of the first value
 * @param to pixel of the last value
 */
record Scale(double low, double step, int steps, double from, double to) {
  private static final int ABOUT = 4;
  private static final double ROUNDING = 1e-9;

  /** A scale that covers {@code min} to {@code max}, also where they are equal. */
  static Scale of(double min, double max, double from, double to) {
    double span = max > min ? max - min : Math.abs(max);
    return withStep(min, max, round(span > 0 ? span / ABOUT : 1), from, to);
  }

  /** The same with ticks at whole numbers. */
  static Scale ofWhole(double min, double max, double from, double to) {
    return withStep(min, max, Math.max(1, round(Math.max(1, max - min) / ABOUT)), from, to);
  }

  private static Scale withStep(double min, double max, double step, double from, double to) {
    double first = Math.floor(min / step + ROUNDING);
    double last = Math.max(first + 1, Math.ceil(max / step - ROUNDING));
    return new Scale(first * step, step, (int) (last - first), from, to);
  }

  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step) + ROUNDING));
    double digit = step / power - ROUNDING;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  double at(double value) {
    return from + (value - low) / (step * steps) * (to - from);
  }

  List<Double> ticks() {
    return IntStream.rangeClosed(0, steps).mapToObj(i -> low + i * step).toList();
  }

  /** A tick's text, with the decimals that tell it from its neighbours. */
  String label(double tick) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
    return String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(tick) < step / 2 ? 0 : tick);
  }
}
