package dev.tidemark.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.files.ModelObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What the model store holds beside the packages: where promotion stands and what was decided. */
final class ModelRegistry {
  static final String MANIFEST = "manifest.json";
  static final String DECISION = "decision.json";
  private static final String CHAMPION = "champion.json";
  private static final String WARMUP = "warmup.json";

  private final ModelObjects objects;

  ModelRegistry(ModelObjects objects) {
    this.objects = objects;
  }

  /**
   * A standing as it was read or written.
   *
   * @param tag of the file; empty = there is none yet
   */
  record Entry(Standing standing, Optional<String> tag) {}

  /** Empty before the first promotion. */
  Optional<Entry> read() {
    return objects
        .read(CHAMPION)
        .map(file -> new Entry(parse(file.content(), Standing.class), Optional.of(file.tag())));
  }

  /**
   * @throws ConcurrentPromotionException where somebody else has written since {@code seen}
   */
  Entry write(Entry seen, Standing next) {
    return objects
        .replace(CHAMPION, bytes(next), seen.tag())
        .map(tag -> new Entry(next, Optional.of(tag)))
        .orElseThrow(
            () ->
                new ConcurrentPromotionException(
                    CHAMPION + " was changed by somebody else; another promotion is under way"));
  }

  Optional<Candidate> candidate(String modelVersion) {
    return objects
        .read(modelVersion + "/" + MANIFEST)
        .map(file -> Candidate.of(parse(file.content(), JsonNode.class)));
  }

  /** The requests that travel with the model; missing where there are none. */
  JsonNode warmup(String modelVersion) {
    return objects
        .read(modelVersion + "/" + WARMUP)
        .map(file -> parse(file.content(), JsonNode.class))
        .orElseGet(() -> Json.mapper().missingNode());
  }

  Optional<Decision> decision(String modelVersion) {
    return objects
        .read(modelVersion + "/" + DECISION)
        .map(file -> parse(file.content(), Decision.class));
  }

  void decide(Decision decision) {
    objects.put(decision.modelVersion() + "/" + DECISION, bytes(decision));
  }

  private static byte[] bytes(Object value) {
    try {
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is not expressible as JSON", e);
    }
  }

  private static <T> T parse(byte[] content, Class<T> type) {
    try {
      return Json.mapper().readValue(content, type);
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the model registry is not readable", e);
    }
  }
}
