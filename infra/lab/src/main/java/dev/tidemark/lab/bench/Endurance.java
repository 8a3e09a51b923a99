package dev.tidemark.lab.bench;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.scoring.Scorer;
import java.util.List;
import java.util.Locale;

/**
 * Whether a process that scores for long needs more and more memory.
 *
 * @param predictions calls of the model, after a tenth of them that does not count
 * @param millis of each, the mean
 * @param beforeMiB resident
 * @param afterMiB resident
 * @param growth of the resident memory, a share
 */
record Endurance(int predictions, double millis, double beforeMiB, double afterMiB, double growth) {
  private static final int TENTHS = 10;

  /** Tells after each tenth how it is. */
  static Endurance of(Scorer scorer, List<EncodedSequence> sequences, int predictions) {
    if (predictions == 0) {
      double now = ProcessMemory.residentMiB();
      return new Endurance(0, 0, now, now, 0);
    }
    score(scorer, sequences, predictions / TENTHS);
    double before = ProcessMemory.residentMiB();
    long begin = System.nanoTime();
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
      score(scorer, sequences, predictions / TENTHS);
      System.err.printf(
          Locale.ROOT,
          "%,d calls: %.1f MiB resident, %.1f before%n",
          tenth * (predictions / TENTHS),
          ProcessMemory.residentMiB(),
          before);
    }
    double millis = (System.nanoTime() - begin) / 1e6 / predictions;
    double after = ProcessMemory.residentMiB();
    return new Endurance(predictions, millis, before, after, after / before - 1);
  }

  private static void score(Scorer scorer, List<EncodedSequence> sequences, int predictions) {
    for (int i = 0; i < predictions; i++) {
      scorer.score(sequences.get(i % sequences.size()));
    }
  }
}
