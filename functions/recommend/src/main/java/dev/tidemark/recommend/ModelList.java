package dev.tidemark.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.Decision;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ModelSummary;
import dev.tidemark.model.PromotionState;
import dev.tidemark.store.tables.Lanes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the model registry tells of its models: figures, decision, and which one is in service. */
record ModelList(ModelRegistry registry) {
  /** Older ones are left out, so that the answer comes in time. */
  private static final int MOST = 20;

  /** Models that are read at the same time. */
  private static final int READERS = 10;

  /** What a package tells of its training. */
  private static final String FIGURES = "metrics.json";

  private static final String PROPENSITY = "propensity";

  private static final Logger LOG = LoggerFactory.getLogger(ModelList.class);

  /**
   * <code>{"models":[{"version":...}]}</code>, newest first, and beside it the {@code experiment}
   * that is under way, if there is one.
   */
  JsonNode read() {
    String champion = registry.champion();
    List<String> versions = registry.versions();
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode models = answer.putArray("models");
    List<String> newest = versions.subList(Math.max(0, versions.size() - MOST), versions.size());
    Lanes.of(READERS)
        .each(newest, it -> model(it, champion))
        .forEach(model -> models.insert(0, model));
    registry
        .standing()
        .filter(standing -> standing.champion().experiment().isOn())
        .ifPresent(standing -> put(standing, answer));
    return answer;
  }

  private static void put(PromotionState standing, ObjectNode answer) {
    Experiment experiment = standing.champion().experiment();
    answer
        .putObject("experiment")
        .put("champion", standing.champion().modelVersion())
        .put("modelVersion", experiment.modelVersion())
        .put("share", experiment.share())
        .put("since", standing.since());
  }

  /** One that is damaged is listed all the same. */
  private Optional<ModelSummary> summary(String version) {
    try {
      return registry.summary(version);
    } catch (ModelPackageException e) {
      LOG.error("{}", e.getMessage());
      return Optional.empty();
    }
  }

  /** What older packages and made-up ones may lack. */
  private JsonNode figures(String version) {
    try (InputStream in = registry.open(version, FIGURES)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      return Json.mapper().missingNode();
    }
  }

  /** Its curve by epoch. */
  private static JsonNode training(JsonNode figures) {
    ObjectNode training = Json.mapper().createObjectNode();
    training.set("bestEpoch", figures.path("bestEpoch"));
    ArrayNode epochs = training.putArray("epochs");
    for (JsonNode epoch : figures.path("epochs")) {
      ObjectNode point = epochs.addObject();
      point.set("epoch", epoch.path("epoch"));
      point.set("loss", epoch.path("loss"));
      point.set("ndcg", epoch.path("validationNdcg"));
    }
    return training;
  }

  private ObjectNode model(String version, String champion) {
    Optional<ModelSummary> summary = summary(version);
    Optional<Decision> decision = registry.decision(version);
    ObjectNode model = Json.mapper().createObjectNode().put("version", version);
    model.put("serving", version.equals(champion));
    model.put("createdAt", summary.map(ModelSummary::createdAt).orElse(""));
    model.set(
        "comparison", summary.map(ModelSummary::compared).orElseGet(Json.mapper()::missingNode));
    JsonNode figures = figures(version);
    if (figures.isObject()) {
      model.set("training", training(figures));
    }
    // Packages of before had an object of numbers.
    if (figures.path(PROPENSITY).isArray()) {
      model.set(PROPENSITY, figures.path(PROPENSITY));
    }
    model
        .putObject("decision")
        .put("outcome", decision.map(Decision::outcome).orElse(""))
        .put("reason", decision.map(Decision::reason).orElse(""))
        .put("time", decision.map(Decision::time).orElse(""));
    return model;
  }
}
