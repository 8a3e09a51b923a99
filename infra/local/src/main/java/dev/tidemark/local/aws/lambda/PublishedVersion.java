package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.FunctionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A version of a function that never changes: a process with its environment. Safe for use by
 * several threads.
 *
 * @param state as Lambda names it, with its reason
 * @param invocations sent by the alias
 * @param errors of these, those that failed
 */
record PublishedVersion(
    String number,
    Map<String, String> environment,
    String description,
    LocalFunction function,
    AtomicReference<State> state,
    AtomicLong invocations,
    AtomicLong errors) {
  static final State ACTIVE = new State("Active", "");

  /** Whether a version can be called, and why not. */
  record State(String name, String reason) {}

  PublishedVersion(
      String number, Map<String, String> environment, String description, LocalFunction function) {
    this(
        number,
        Map.copyOf(environment),
        description,
        function,
        new AtomicReference<>(new State("Pending", "The function is being created.")),
        new AtomicLong(),
        new AtomicLong());
  }

  /**
   * Init and the hooks before the snapshot.
   *
   * @throws FunctionException where they fail
   */
  void start() {
    try {
      function.start();
      state.set(ACTIVE);
    } catch (FunctionException e) {
      state.set(new State("Failed", e.getMessage().lines().findFirst().orElse("")));
      throw e;
    }
  }

  /** As the API's callers ask it. */
  byte[] serve(byte[] event, Duration patience) {
    invocations.incrementAndGet();
    try {
      return function.invoke(event, patience);
    } catch (FunctionException e) {
      errors.incrementAndGet();
      throw e;
    }
  }
}
