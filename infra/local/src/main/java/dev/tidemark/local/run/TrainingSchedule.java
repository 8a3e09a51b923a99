package dev.tidemark.local.run;

import dev.tidemark.local.aws.states.LocalStates;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template's schedule in a running product, sixty times as fast: an hour is a minute. */
final class TrainingSchedule implements AutoCloseable {
  private static final Pattern RATE =
      Pattern.compile("rate\\((?<count>\\d+) (?<unit>minute|hour|day)s?\\)");

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "schedule");
            daemon.setDaemon(true);
            return daemon;
          });

  /** The local period of a schedule's expression; empty for one that only AWS's scheduler knows. */
  static Optional<Duration> period(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(rate.group("count"));
    Duration period =
        switch (rate.group("unit")) {
          case "minute" -> Duration.ofMinutes(count);
          case "hour" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return Optional.of(period.dividedBy(LocalStates.SCALE));
  }

  /** Does it now, on the schedule's own thread. */
  void now(Runnable action) {
    thread.execute(action);
  }

  /** Does it again and again, the first time after one period. */
  void every(Duration period, Runnable action) {
    long millis = period.toMillis();
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(action, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
