package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The description of the API, to which made-up answers are held: they must not drift from it. */
final class Description {
  private static final JsonNode DOCUMENT = read();

  private Description() {}

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Path.of("..", "docs", "openapi.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param route such as {@code GET /v1/models}; those below /local are not the API's
   */
  static void assertDescribed(String route, JsonNode answer) {
    String[] parts = route.split(" ", 2);
    if (parts[1].startsWith("/local/")) {
      return;
    }
    JsonNode operation = DOCUMENT.path("paths").path(parts[1]).path(lower(parts[0]));
    assertThat(operation.isMissingNode()).as(route).isFalse();
    String status = operation.path("responses").has("200") ? "200" : "202";
    ObjectNode schema = DOCUMENT.deepCopy();
    schema.put(
        "$ref",
        pointer(
            "paths",
            parts[1],
            lower(parts[0]),
            "responses",
            status,
            "content",
            "application/json",
            "schema"));
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(answer))
        .as(route)
        .isEmpty();
  }

  private static String pointer(String... path) {
    return Stream.of(path)
        .map(name -> name.replace("~", "~0").replace("/", "~1"))
        .map(name -> name.replace("{", "%7B").replace("}", "%7D"))
        .reduce("#", (all, name) -> all + "/" + name);
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }
}
