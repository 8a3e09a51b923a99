package dev.tidemark.promote;

import java.util.function.Supplier;

/**
 * Ends the process at one of its calls to the outside: before it, or before its answer is heard.
 */
final class Fuse {
  private final int fatalCall;
  private final boolean callIsMade;
  private int calls;

  /** The end of the process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  Fuse(int fatalCall, boolean callIsMade) {
    this.fatalCall = fatalCall;
    this.callIsMade = callIsMade;
  }

  static Fuse none() {
    return new Fuse(-1, false);
  }

  int calls() {
    return calls;
  }

  <T> T through(Supplier<T> call) {
    boolean fatal = calls++ == fatalCall;
    if (fatal && !callIsMade) {
      throw new Killed();
    }
    T answer = call.get();
    if (fatal) {
      throw new Killed();
    }
    return answer;
  }

  void through(Runnable call) {
    through(
        () -> {
          call.run();
          return true;
        });
  }
}
