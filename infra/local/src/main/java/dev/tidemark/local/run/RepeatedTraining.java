package dev.tidemark.local.run;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.aws.gateway.HttpGateway;
import java.io.IOException;
import java.util.Optional;

/** Models that are trained while the product runs. */
final class RepeatedTraining {
  private final LocalTraining training;
  private final Memory memory;
  private final TrainingLog lines;
  private final Closeables closeables;

  RepeatedTraining(
      LocalTraining training, Memory memory, TrainingLog lines, Closeables closeables) {
    this.training = training;
    this.memory = memory;
    this.lines = lines;
    this.closeables = closeables;
  }

  /** Remembers the newest model. */
  @FunctionalInterface
  interface Memory {
    void keep(String version) throws IOException;
  }

  /** One way to come to a model. */
  @FunctionalInterface
  private interface Way {
    Optional<String> train() throws IOException;
  }

  /**
   * From now on models come from what an earlier run left, by hand and by the schedule.
   *
   * @param schedule as the template gives it
   */
  void begin(HttpGateway gateway, String schedule) {
    TrainingSchedule clockwork = new TrainingSchedule();
    closeables.add(clockwork::close);
    clockwork.now(() -> told(training::left));
    TrainingSchedule.period(schedule)
        .ifPresent(period -> clockwork.every(period, () -> told(training::scheduled)));
    gateway.control(TrainEndpoint.PATH, new TrainEndpoint(lines, () -> kept(training::byHand)));
  }

  /** What fails by itself is told, and the product goes on; at its end there is nothing to tell. */
  private void told(Way way) {
    try {
      kept(way);
    } catch (RuntimeException | IOException e) {
      if (!closeables.isClosed()) {
        lines.accept("Training failed: " + e.getMessage());
      }
    }
  }

  private Optional<String> kept(Way way) throws IOException {
    Optional<String> version = way.train();
    if (version.isPresent()) {
      memory.keep(version.get());
    }
    return version;
  }
}
