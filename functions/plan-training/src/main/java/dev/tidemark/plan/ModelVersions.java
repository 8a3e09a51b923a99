package dev.tidemark.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.files.ModelObjects;
import dev.tidemark.store.files.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of models: those there are, and the next one's. */
final class ModelVersions {
  private static final String CHAMPION = "champion.json";
  private static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final int TIME_LENGTH = 16;
  private static final int HASH_BYTES = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final ModelStore store;
  private final ModelObjects objects;

  ModelVersions(ModelStore store, ModelObjects objects) {
    this.store = store;
    this.objects = objects;
  }

  /** The model trained last, whether it went into service or not. */
  Optional<String> newest() {
    return store.versions().stream()
        .filter(version -> VERSION.matcher(version).matches())
        .reduce((older, newer) -> newer);
  }

  /** When the execution that trained it began: events since then are new to it. */
  static Instant timeOf(String version) {
    return TIME.parse(version.substring(0, TIME_LENGTH), Instant::from);
  }

  /** The same for each attempt of an execution: what a killed one left is found again. */
  static String of(PlanRequest request) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(request.executionArn().getBytes(StandardCharsets.UTF_8));
      return TIME.format(request.startedAt()) + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The model in service as promotion keeps it, empty where there is none. */
  String champion() {
    return objects
        .read(CHAMPION)
        .map(file -> parse(file.content()).path("champion").path("modelVersion").asText())
        .orElse("");
  }

  private static JsonNode parse(byte[] content) {
    try {
      return Json.mapper().readTree(content);
    } catch (IOException e) {
      throw new UncheckedIOException(CHAMPION + " is not readable", e);
    }
  }
}
