package dev.tidemark.local.bench;

import dev.tidemark.local.RunException;
import dev.tidemark.local.aws.lambda.FunctionLaunch;
import dev.tidemark.local.aws.lambda.FunctionProcess;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one fresh process of a function took.
 *
 * @param init from the start of the process to where the snapshot is taken, in milliseconds
 * @param first the first request after the hooks, in milliseconds
 * @param warm the requests after it, in milliseconds, ascending
 * @param peakMemory resident bytes after the last request
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of figures, never compared
record FreshProcess(double init, double first, double[] warm, long peakMemory) {
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * @param requests asked after the first one
   */
  static FreshProcess measure(FunctionLaunch launch, byte[] event, int requests)
      throws IOException {
    AtomicLong snapshot = new AtomicLong();
    long begin = System.nanoTime();
    try (FunctionProcess process =
        FunctionProcess.launch(launch, Clock.systemUTC(), () -> snapshot.set(System.nanoTime()))) {
      process.awaitReady();
      if (snapshot.get() == 0) {
        throw new RunException("the runtime client did not ask for its restore");
      }
      double first = millisOf(process, event);
      double[] warm = new double[requests];
      for (int i = 0; i < requests; i++) {
        warm[i] = millisOf(process, event);
      }
      Arrays.sort(warm);
      return new FreshProcess(
          (snapshot.get() - begin) / NANOS_PER_MILLI, first, warm, process.peakMemory());
    }
  }

  double warmMedian() {
    return warm[warm.length / 2];
  }

  double warmP99() {
    return warm[(int) Math.ceil(warm.length * 0.99) - 1];
  }

  private static double millisOf(FunctionProcess process, byte[] event) {
    long begin = System.nanoTime();
    byte[] answer = process.invoke(event);
    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    RecommendationEvent.check(answer);
    return millis;
  }
}
