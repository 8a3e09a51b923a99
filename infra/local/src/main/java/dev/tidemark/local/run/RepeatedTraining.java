package dev.tidemark.local.run;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.PlainText;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.states.LocalStates;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Models that are trained while the product runs.
 *
 * @param status hears of each training
 * @param state to be kept in the file, with the newest model
 */
record RepeatedTraining(
    LocalTraining training,
    RunStatus status,
    RunState state,
    Path file,
    TrainingLog lines,
    Closeables closeables) {

  private static final Pattern RATE =
      Pattern.compile("rate\\((?<count>\\d+) (?<unit>minute|hour|day)s?\\)");

  /**
   * From now on models come from what an earlier run left, by hand and by the schedule.
   *
   * @param secret that whoever starts one by hand must send
   * @param schedule as the template gives it
   */
  void begin(HttpGateway gateway, RunSecret secret, String schedule) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "schedule");
              daemon.setDaemon(true);
              return daemon;
            });
    closeables.add(thread::shutdownNow);
    thread.execute(() -> told(training::left));
    long millis = period(schedule).map(Duration::toMillis).orElse(0L);
    if (millis > 0) {
      ScheduledFuture<?> unused =
          thread.scheduleWithFixedDelay(
              () -> told(training::scheduled), millis, millis, TimeUnit.MILLISECONDS);
    }
    gateway.control(
        WorkEndpoint.TRAIN, secret, new WorkEndpoint(lines, asked -> outcome(training::byHand)));
  }

  private Map<String, ?> outcome(RunStatus.Training way) throws IOException {
    return kept(way)
        .map(version -> Map.of(WorkEndpoint.OUTCOME, "trained", "model", version))
        .orElse(Map.of(WorkEndpoint.OUTCOME, "not due"));
  }

  /**
   * The local period of a schedule's expression, sixty times as fast: an hour is a minute. Empty
   * for one that only AWS's scheduler knows.
   */
  static Optional<Duration> period(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      return Optional.empty();
    }
    ChronoUnit unit = ChronoUnit.valueOf(rate.group("unit").toUpperCase(Locale.ROOT) + "S");
    Duration period = Duration.of(Long.parseLong(rate.group("count")), unit);
    return Optional.of(period.dividedBy(LocalStates.SCALE));
  }

  /** What fails by itself is told, and the product goes on; at its end there is nothing to tell. */
  private void told(RunStatus.Training way) {
    try {
      kept(way);
    } catch (RuntimeException | IOException e) {
      if (!closeables.isClosed()) {
        lines.accept("Training failed: " + PlainText.of(e));
      }
    }
  }

  private Optional<String> kept(RunStatus.Training way) throws IOException {
    Optional<String> version = status.training(way);
    if (version.isPresent()) {
      state.withModel(version.get()).write(file);
    }
    return version;
  }
}
