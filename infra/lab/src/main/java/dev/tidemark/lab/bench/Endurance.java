package dev.tidemark.lab.bench;

import dev.tidemark.features.EncodedSequence;
import dev.tidemark.scoring.Scorer;
import java.util.List;
import java.util.Locale;

/**
 * Whether a process that scores for long needs more and more memory, of which Java's heap is none:
 * it must have been taken whole from the start.
 *
 * @param predictions calls of the model, after a tenth of them that does not count
 * @param millis of each, the mean
 * @param beforeMiB resident outside the heap
 * @param afterMiB resident outside the heap
 * @param growth of that, a share
 */
record Endurance(int predictions, double millis, double beforeMiB, double afterMiB, double growth) {
  private static final int TENTHS = 10;
  private static final double MEBIBYTE = 1 << 20;

  /** Nothing measured. */
  private static final Endurance NONE = new Endurance(0, 0, 0, 0, 0);

  /** Tells after each tenth how it is; nothing of fewer calls than ten. */
  static Endurance of(Scorer scorer, List<EncodedSequence> sequences, int predictions) {
    int tenth = predictions / TENTHS;
    if (tenth == 0) {
      return NONE;
    }
    score(scorer, sequences, tenth);
    double before = outsideMiB();
    long begin = System.nanoTime();
    for (int done = tenth; done <= TENTHS * tenth; done += tenth) {
      score(scorer, sequences, tenth);
      System.err.printf(
          Locale.ROOT,
          "%,d calls: %.1f MiB resident outside the heap, %.1f before%n",
          done,
          outsideMiB(),
          before);
    }
    double millis = (System.nanoTime() - begin) / 1e6 / (TENTHS * tenth);
    double after = outsideMiB();
    return new Endurance(TENTHS * tenth, millis, before, after, after / before - 1);
  }

  private static void score(Scorer scorer, List<EncodedSequence> sequences, int predictions) {
    for (int i = 0; i < predictions; i++) {
      scorer.score(sequences.get(i % sequences.size()));
    }
  }

  private static double outsideMiB() {
    return ProcessMemory.residentMiB() - Runtime.getRuntime().totalMemory() / MEBIBYTE;
  }
}
