package dev.tidemark.promote;

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

  /** With an answer. */
  interface Call<T, E extends Exception> {
    T run() throws E;
  }

  /** Without one. */
  interface Action<E extends Exception> {
    void run() throws E;
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

  <T, E extends Exception> T through(Call<T, E> call) throws E {
    boolean fatal = calls++ == fatalCall;
    if (fatal && !callIsMade) {
      throw new Killed();
    }
    T answer = call.run();
    if (fatal) {
      throw new Killed();
    }
    return answer;
  }

  <E extends Exception> void through(Action<E> call) throws E {
    through(
        () -> {
          call.run();
          return true;
        });
  }
}
