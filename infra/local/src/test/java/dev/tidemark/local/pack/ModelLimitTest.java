package dev.tidemark.local.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelLimitTest {
  private static final String MEMORY = "RECOMMEND_MEMORY_MB";

  @Test
  void shouldPromoteWhatTheServingFunctionHasTheMemoryFor() {
    Template template = TemplateReader.read(Path.of("..", "..", "template.yaml"));

    assertThat(template.declaring(MEMORY))
        .singleElement()
        .satisfies(
            function ->
                assertThat(function.environment().get(MEMORY))
                    .isEqualTo(Integer.toString(serving(template).memoryMb())));
  }

  private static FunctionDefinition serving(Template template) {
    return template.functions().stream()
        .filter(function -> function.id().equals("Recommend"))
        .findFirst()
        .orElseThrow();
  }
}
