package dev.tidemark.store.fake;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Calls a function with real payloads that are broken, and looks whether memory stays flat. So many
 * calls as {@code -Dtidemark.fuzz=N} says, else as a build has time for.
 */
public final class Fuzz {
  private static final int CALLS = Integer.getInteger("tidemark.fuzz", 1_000);

  /** What classes and compiled code take when odd paths are first walked. */
  private static final long FLAT = 16 << 20;

  private Fuzz() {}

  /**
   * @param payloads real ones
   * @param call throws an {@link AssertionError} for an answer that must not be
   */
  public static void run(List<byte[]> payloads, Consumer<byte[]> call) {
    long before = 0;
    for (int seed = 0; seed < CALLS; seed++) {
      byte[] broken = new BrokenPayload(new Random(seed)).of(payloads.get(seed % payloads.size()));
      try {
        call.accept(broken);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("payload of seed " + seed + ": " + e, e);
      }
      if (seed == CALLS / 5) {
        before = used();
      }
    }
    long grown = used() - before;
    if (grown > FLAT) {
      throw new AssertionError("memory grew by " + grown + " bytes in " + CALLS + " calls");
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
