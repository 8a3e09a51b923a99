package dev.tidemark.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the API, OpenAPI 3.1. */
final class OpenApi {
  static final JsonNode DOCUMENT = read();

  private OpenApi() {}

  private static JsonNode read() {
    try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the description of the API cannot be read", e);
    }
  }
}
