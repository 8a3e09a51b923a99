package dev.tidemark.local.run;

import dev.tidemark.local.PlainText;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TooLittleDataException;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.states.Execution;
import dev.tidemark.local.aws.states.Executions;
import dev.tidemark.local.aws.states.TaskFailedException;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs executions of the training state machine and tells how far they are. Safe for use by several
 * threads.
 *
 * @param bucket of exports and checkpoints, cleared when nothing trains, as its lifecycle would
 */
record LocalTraining(
    Executions executions, Path bucket, Consumer<String> lines, LongSupplier nanos) {
  private static final double WORTH_A_LINE_S = 1;

  /** Goes on with what an earlier run left, if anything; returns the newest model that came. */
  Optional<String> left() throws IOException {
    Optional<String> newest = Optional.empty();
    for (Execution execution : executions.running()) {
      lines.accept("Training goes on where it was interrupted: " + execution.state());
      Optional<String> version = run(execution);
      newest = version.isPresent() ? version : newest;
    }
    return newest;
  }

  /** As a person starts it: few new events are no reason not to train. */
  Optional<String> byHand() throws IOException {
    return run(start(Map.of("force", true)));
  }

  /** As the schedule starts it. */
  Optional<String> scheduled() throws IOException {
    return run(start(Map.of()));
  }

  private synchronized Execution start(Map<String, Object> input) {
    return executions.start(input);
  }

  /** Never what an execution that has just started is about to use. */
  private synchronized void clearBucket() throws IOException {
    if (executions.running().isEmpty()) {
      LocalFiles.deleteTree(bucket);
    }
  }

  /**
   * Runs to the end.
   *
   * @return the new model's version, empty where none was due
   * @throws UsageException where what the user gave cannot be used
   * @throws TooLittleDataException where the data is not enough for a model
   * @throws RunException where a step fails
   */
  private Optional<String> run(Execution execution) throws IOException {
    try {
      Map<?, ?> plan = (Map<?, ?>) executions.run(execution, progress()).data();
      if (!Boolean.TRUE.equals(plan.get("due"))) {
        lines.accept("No training: " + plan.get("reason"));
        return Optional.empty();
      }
      String version = String.valueOf(plan.get("modelVersion"));
      if (plan.get("promotion") instanceof Map<?, ?> promotion) {
        lines.accept(
            "Model " + version + ": " + promotion.get("outcome") + ", " + promotion.get("reason"));
      }
      return Optional.of(version);
    } catch (TaskFailedException e) {
      if (e.getCause() instanceof UsageException refused) {
        throw refused;
      }
      if (e.getCause() instanceof TooLittleDataException early) {
        throw early;
      }
      throw new RunException(e.error() + ": " + PlainText.of(e), e);
    } finally {
      clearBucket();
    }
  }

  /** A line for each state that took its time, once it is left. */
  private Consumer<Execution> progress() {
    String[] state = {""};
    long[] begin = {nanos.getAsLong()};
    return execution -> {
      long now = nanos.getAsLong();
      double seconds = (now - begin[0]) / 1e9;
      if (!state[0].isEmpty() && seconds >= WORTH_A_LINE_S) {
        lines.accept(String.format(Locale.ROOT, "%s: %.1f s", state[0], seconds));
      }
      state[0] = execution.state();
      begin[0] = now;
    };
  }
}
