package dev.tidemark.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.files.ModelObjects;
import dev.tidemark.store.files.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What the model store tells about its models: figures, decision, and which one is in service. */
final class ModelList {
  /** Older ones are left out, so that the answer comes in time. */
  private static final int MOST = 20;

  private final ModelStore store;
  private final ModelObjects objects;

  ModelList(ModelStore store, ModelObjects objects) {
    this.store = store;
    this.objects = objects;
  }

  /** <code>{"models":[{"version":...}]}</code>, newest first. */
  JsonNode read() {
    String champion = json("champion.json").path("champion").path("modelVersion").asText();
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode models = answer.putArray("models");
    List<String> versions = store.versions();
    for (int i = versions.size() - 1; i >= Math.max(0, versions.size() - MOST); i--) {
      models.add(model(versions.get(i), champion));
    }
    return answer;
  }

  private ObjectNode model(String version, String champion) {
    JsonNode manifest = json(version + "/manifest.json");
    JsonNode decision = json(version + "/decision.json");
    ObjectNode model = Json.mapper().createObjectNode().put("version", version);
    model.put("serving", version.equals(champion));
    model.put("createdAt", manifest.path("createdAt").asText());
    model.set("comparison", manifest.path("comparison"));
    ObjectNode decided = model.putObject("decision");
    for (String field : List.of("outcome", "reason", "time")) {
      decided.put(field, decision.path(field).asText());
    }
    return model;
  }

  private JsonNode json(String path) {
    return objects
        .read(path)
        .map(
            file -> {
              try {
                return Json.mapper().readTree(file.content());
              } catch (IOException e) {
                throw new UncheckedIOException(path + " is not readable", e);
              }
            })
        .orElseGet(() -> Json.mapper().createObjectNode());
  }
}
