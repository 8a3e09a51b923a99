package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.Decision;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelBudget;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PromotionState;
import dev.tidemark.promote.port.CanaryMetrics;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** A model store, a function, and promotions on both. */
final class Shop {
  static final int FEWEST_EVENTS = 100;
  static final int MOST_BYTES = 10_000;
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String WARMUP = "[{\"query\":{\"count\":\"10\"}}]";

  final FakeFunction function;
  final InMemoryFolder folder = new InMemoryFolder();
  final ModelRegistry registry = new ModelRegistry(folder);
  CanaryMetrics.Counts counts = new CanaryMetrics.Counts(0, 0);

  /** The function has been deployed without a model. */
  Shop() {
    this(new FakeFunction(""));
  }

  Shop(FakeFunction function) {
    this.function = function;
  }

  Promotion promotion(Fuse fuse) {
    Folder files = new FusedFolder(folder, fuse);
    ModelRegistry own = new ModelRegistry(files);
    InstantSource clock = InstantSource.fixed(NOW);
    return new Promotion(
        new FusedFunction(function, fuse),
        (begin, version) -> fuse.through(() -> counts),
        own,
        new Admission(
            own,
            new QualityGate(FEWEST_EVENTS),
            new PackageCheck(own, new ModelBudget(MOST_BYTES, 0, 0, MOST_BYTES)),
            clock),
        clock);
  }

  StepResult run(PromotionStep step, String model) {
    return promotion(Fuse.none()).run(step, model, 0);
  }

  /** All steps by which a model comes beside the champion, as the command takes them. */
  void startExperiment(String model, int share) {
    assertThat(experiment(model, share).outcome()).isEqualTo("published");
    String champion = standing().champion().modelVersion();
    assertThat(run(PromotionStep.READY, champion).outcome()).isEqualTo("ready");
    assertThat(run(PromotionStep.CANARY, champion).outcome()).isEqualTo("started");
    assertThat(run(PromotionStep.CHECK, champion).outcome()).isEqualTo("pass");
    assertThat(run(PromotionStep.SHIFT, champion).reason())
        .isEqualTo("model " + champion + " is in service, beside it " + model);
  }

  StepResult experiment(String model, int share) {
    return promotion(Fuse.none()).run(PromotionStep.EXPERIMENT, model, share);
  }

  /** All steps of a promotion, as the state machine takes them when all goes well. */
  void promote(String model) {
    assertThat(run(PromotionStep.PUBLISH, model).outcome()).isEqualTo("published");
    assertThat(run(PromotionStep.READY, model).outcome()).isEqualTo("ready");
    assertThat(run(PromotionStep.CANARY, model).outcome()).isEqualTo("started");
    assertThat(run(PromotionStep.CHECK, model).outcome()).isEqualTo("pass");
    assertThat(run(PromotionStep.SHIFT, model).outcome()).isEqualTo("done");
  }

  PromotionState standing() {
    return registry.promotion().orElseThrow().state();
  }

  String decisionOn(String model) {
    Decision decision = registry.decision(model).orElseThrow();
    return decision.outcome() + ": " + decision.reason();
  }

  /** A package that beats popularity, compared with a champion or none (blank). */
  void train(String model, String champion) {
    train(model, comparison(400, 0.07, 0.01, champion, 0.07));
  }

  void train(String model, ObjectNode comparison) {
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("format", Manifest.FORMAT).put("version", model);
    write(model + "/warmup.json", WARMUP);
    write(model + "/saved_model/graph", "graph of " + model);
    manifest
        .putObject("files")
        .put("warmup.json", sha256(WARMUP))
        .put("saved_model/graph", sha256("graph of " + model));
    manifest.set("comparison", comparison);
    write(model + "/manifest.json", manifest.toString());
  }

  /** As if the package had been written before formats had numbers. */
  void age(String model) {
    byte[] manifest = folder.read("models/" + model + "/manifest.json").orElseThrow().content();
    write(
        model + "/manifest.json",
        new String(manifest, StandardCharsets.UTF_8)
            .replace("\"format\":" + Manifest.FORMAT + ",", ""));
  }

  static ObjectNode comparison(
      int events, double challenger, double popularity, String champion, double championFigure) {
    ObjectNode comparison = Json.mapper().createObjectNode().put("events", events);
    comparison.putObject("challenger").put("ndcg@10", challenger).put("hr@10", 0.2);
    comparison.putObject("popularity").put("ndcg@10", popularity);
    if (!champion.isEmpty()) {
      comparison
          .putObject("champion")
          .put("version", champion)
          .putObject("metrics")
          .put("ndcg@10", championFigure);
    }
    return comparison;
  }

  void write(String path, String content) {
    folder.put("models/" + path, content);
  }

  private static String sha256(String content) {
    return Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
  }
}
