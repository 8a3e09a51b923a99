package dev.tidemark.local.up;

import dev.tidemark.local.gateway.HttpGateway;
import java.io.IOException;
import java.util.Optional;

/** Models that are trained while the product runs; each goes into service when it is ready. */
final class LaterModels {
  private final LocalTraining training;
  private final Service service;
  private final Lines lines;
  private final Closeables closeables;

  LaterModels(LocalTraining training, Service service, Lines lines, Closeables closeables) {
    this.training = training;
    this.service = service;
    this.lines = lines;
    this.closeables = closeables;
  }

  /** Serves a model from now on. */
  @FunctionalInterface
  interface Service {
    void serve(String version) throws IOException;
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
    gateway.control(TrainRequests.PATH, new TrainRequests(lines, () -> served(training::byHand)));
  }

  /** What fails by itself is told, and the product goes on; at its end there is nothing to tell. */
  private void told(Way way) {
    try {
      served(way);
    } catch (RuntimeException | IOException e) {
      if (!closeables.isClosed()) {
        lines.accept("Training failed: " + e.getMessage());
      }
    }
  }

  private Optional<String> served(Way way) throws IOException {
    Optional<String> version = way.train();
    if (version.isPresent()) {
      service.serve(version.get());
      lines.accept("Serving model " + version.get());
    }
    return version;
  }
}
