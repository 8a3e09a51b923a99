package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The description of the API has the template's routes and no others. */
class OpenApiRoutesTest {
  private static final Path HOME = Path.of("..", "..");

  @Test
  void shouldDescribeTheRoutesOfTheTemplate() throws IOException {
    // Given
    JsonNode paths =
        LocalJson.MAPPER.readTree(HOME.resolve("infra/docs/openapi.json").toFile()).path("paths");
    Set<Route> described = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (String method : List.of("get", "put", "post", "patch", "delete")) {
        if (path.getValue().has(method)) {
          described.add(new Route(method.toUpperCase(Locale.ROOT), path.getKey()));
        }
      }
    }

    // When
    Template template = TemplateReader.read(HOME.resolve("template.yaml"));

    // Then
    Set<Route> routes = new HashSet<>();
    template.functions().forEach(function -> routes.addAll(function.routes()));
    assertThat(described).isEqualTo(routes).isNotEmpty();
  }
}
