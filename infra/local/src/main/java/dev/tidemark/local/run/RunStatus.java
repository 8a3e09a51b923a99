package dev.tidemark.local.run;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.data.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How far a run is, for the page that shows it: nothing personal, so that no secret is asked for.
 * Safe for use by several threads.
 */
final class RunStatus implements AwsServer.Service {
  /** Not below /v1, which is the product's. */
  static final String PATH = "/local/run";

  private final Path progress;
  private final Supplier<String> champion;
  private final AtomicInteger trainings = new AtomicInteger();
  private volatile boolean imported;
  private volatile DataSize size = DataSize.UNKNOWN;
  private volatile TrainingEstimate estimate = new TrainingEstimate(0, 0);
  private volatile int epochs;

  private enum Phase {
    IMPORTING,
    TRAINING,
    READY
  }

  /**
   * @param progress file in which the training job keeps how far it is
   * @param champion version of the model in service, blank where there is none
   */
  RunStatus(Path progress, Supplier<String> champion) {
    this.progress = progress;
    this.champion = champion;
  }

  /** The data is in the tables. */
  void imported(DataSize found) {
    size = found;
    imported = true;
  }

  /** What is expected of a training until its first step. */
  void expect(TrainingEstimate expected, int planned) {
    epochs = planned;
    estimate = expected;
  }

  /** A way to train. */
  interface Training {
    /** Returns the new model's version, empty where none came. */
    Optional<String> run() throws IOException;
  }

  /** Trains. */
  Optional<String> training(Training way) throws IOException {
    trainings.incrementAndGet();
    try {
      Files.deleteIfExists(progress);
      return way.run();
    } finally {
      trainings.decrementAndGet();
    }
  }

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) throws IOException {
    return call.getRequestMethod().equals("GET")
        ? AwsAnswer.json(200, json())
        : AwsAnswer.json(405, Map.of("message", "GET tells how far the run is"));
  }

  Map<String, Object> json() throws IOException {
    Phase phase = phase();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("phase", phase.name().toLowerCase(Locale.ROOT));
    json.put("events", size.events());
    json.put("items", size.items());
    json.put("shoppers", size.shoppers());
    String model = champion.get();
    if (!model.isEmpty()) {
      json.put("modelVersion", model);
    }
    if (phase == Phase.TRAINING) {
      json.put("training", training());
    }
    return json;
  }

  private Phase phase() {
    if (trainings.get() > 0) {
      return Phase.TRAINING;
    }
    return imported ? Phase.READY : Phase.IMPORTING;
  }

  private Object training() throws IOException {
    try {
      return LocalJson.MAPPER.readTree(Files.readAllBytes(progress));
    } catch (NoSuchFileException e) {
      return Map.of(
          "epoch", 0,
          "epochs", epochs,
          "eventsPerSecond", estimate.eventsPerSecond(),
          "secondsLeft", estimate.seconds(),
          "curve", List.of());
    }
  }
}
