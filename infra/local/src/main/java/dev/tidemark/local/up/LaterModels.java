package dev.tidemark.local.up;

import java.io.IOException;
import java.util.Optional;

/** Models that are trained while the product runs. */
final class LaterModels {
  private final LocalTraining training;
  private final Memory memory;
  private final Lines lines;

  LaterModels(LocalTraining training, Memory memory, Lines lines) {
    this.training = training;
    this.memory = memory;
    this.lines = lines;
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

  Optional<String> byHand() throws IOException {
    return kept(training::byHand);
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
      kept(way);
    } catch (RuntimeException | IOException e) {
      lines.accept("training failed: " + e.getMessage());
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
