package dev.tidemark.local.up;

import java.io.IOException;
import java.util.Optional;

/** Models that are trained while the product runs; each goes into service when it is ready. */
final class LaterModels {
  private final LocalTraining training;
  private final Service service;
  private final Lines lines;

  LaterModels(LocalTraining training, Service service, Lines lines) {
    this.training = training;
    this.service = service;
    this.lines = lines;
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

  Optional<String> byHand() throws IOException {
    return served(training::byHand);
  }

  /** By itself: what fails is told, and the product goes on. */
  void left() {
    told(training::left);
  }

  /** As {@link #left}. */
  void scheduled() {
    told(training::scheduled);
  }

  private void told(Way way) {
    try {
      served(way);
    } catch (RuntimeException | IOException e) {
      lines.accept("training failed: " + e.getMessage());
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
