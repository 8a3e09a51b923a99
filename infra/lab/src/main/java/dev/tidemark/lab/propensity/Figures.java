package dev.tidemark.lab.propensity;

import dev.tidemark.lab.report.PropensityReport.Bin;
import dev.tidemark.training.propensity.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Figures of one model's probabilities. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of columns, never compared
record Figures(double[] probabilities, boolean[] truth, int[] order) {
  private static final int BINS = 10;

  static Figures of(double[] probabilities, boolean[] truth) {
    int[] highestFirst =
        IntStream.range(0, truth.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
            .mapToInt(it -> it)
            .toArray();
    return new Figures(probabilities, truth, highestFirst);
  }

  double auc() {
    return Scores.auc(probabilities, truth);
  }

  double brier() {
    return Scores.of(probabilities, truth).brier();
  }

  double baseRate() {
    return Scores.of(probabilities, truth).baseRate();
  }

  /** Average precision: precision at each distinct probability by the recall that it adds. */
  double prAuc() {
    double ones = baseRate() * truth.length;
    double sum = 0;
    double found = 0;
    int from = 0;
    while (from < order.length && ones > 0) {
      int to = from;
      double before = found;
      while (to < order.length && probabilities[order[to]] == probabilities[order[from]]) {
        found += truth[order[to++]] ? 1 : 0;
      }
      sum += (found - before) / ones * found / to;
      from = to;
    }
    return sum;
  }

  /** Tenths of all answers, the likeliest first. */
  List<Bin> tenths() {
    List<Bin> bins = new ArrayList<>();
    double base = baseRate();
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) order.length * bin / BINS);
      int to = (int) ((long) order.length * (bin + 1) / BINS);
      double said = 0;
      double came = 0;
      for (int i = from; i < to; i++) {
        said += probabilities[order[i]];
        came += truth[order[i]] ? 1 : 0;
      }
      if (to > from) {
        int count = to - from;
        bins.add(new Bin(count, said / count, came / count, base == 0 ? 0 : came / count / base));
      }
    }
    return bins;
  }

  /** Mean distance of what is said and what comes true, over tenths of all answers. */
  static double calibrationError(List<Bin> bins) {
    double sum = 0;
    double count = 0;
    for (Bin bin : bins) {
      sum += bin.count() * Math.abs(bin.predicted() - bin.observed());
      count += bin.count();
    }
    return sum / count;
  }

  /** The probability from which on to say yes, for the best F1. */
  double bestThreshold() {
    double ones = baseRate() * truth.length;
    double best = 0;
    double threshold = 0.5;
    double found = 0;
    for (int i = 0; i < order.length; i++) {
      found += truth[order[i]] ? 1 : 0;
      boolean last = i + 1 == order.length || probabilities[order[i + 1]] < probabilities[order[i]];
      double f1 = 2 * found / (i + 1 + ones);
      if (last && f1 > best) {
        best = f1;
        threshold = probabilities[order[i]];
      }
    }
    return threshold;
  }

  /** Hits, false alarms, misses and rightly refused ones at a threshold. */
  int[] confusion(double threshold) {
    int[] counts = new int[4];
    for (int i = 0; i < truth.length; i++) {
      boolean yes = probabilities[i] >= threshold;
      counts[truth[i] ? (yes ? 0 : 2) : (yes ? 1 : 3)]++;
    }
    return counts;
  }
}
