package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.FunctionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A version of a function that never changes: a process with its environment. Safe for use by
 * several threads.
 */
final class PublishedVersion {
  private final String number;
  private final Map<String, String> environment;
  private final String description;
  private final LocalFunction function;
  private final AtomicLong invocations = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private volatile String state = "Pending";
  private volatile String reason = "The function is being created.";

  PublishedVersion(
      String number, Map<String, String> environment, String description, LocalFunction function) {
    this.number = number;
    this.environment = Map.copyOf(environment);
    this.description = description;
    this.function = function;
  }

  /**
   * Init and the hooks before the snapshot.
   *
   * @throws FunctionException where they fail
   */
  void start() {
    try {
      function.start();
      reason = "";
      state = "Active";
    } catch (FunctionException e) {
      reason = e.getMessage().lines().findFirst().orElse("");
      state = "Failed";
      throw e;
    }
  }

  /** The first invocation starts it. */
  void startLater() {
    reason = "";
    state = "Active";
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

  LocalFunction function() {
    return function;
  }

  String number() {
    return number;
  }

  Map<String, String> environment() {
    return environment;
  }

  String description() {
    return description;
  }

  String state() {
    return state;
  }

  String reason() {
    return reason;
  }

  /** Sent by the alias. */
  long invocations() {
    return invocations.get();
  }

  /** Of these, those that failed. */
  long errors() {
    return errors.get();
  }
}
