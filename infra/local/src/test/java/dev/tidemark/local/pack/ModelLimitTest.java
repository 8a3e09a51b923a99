package dev.tidemark.local.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import dev.tidemark.model.ModelBudget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelLimitTest {
  private static final String LIMIT = "MODEL_LIMIT_MB";

  /** promote-model does not see the layer of models, so the template tells it. */
  @Test
  void shouldPromoteWhatTheBudgetAllowsInWholeMegabytes() {
    Template template = TemplateReader.read(Path.of("..", "..", "template.yaml"));

    assertThat(template.declaring(LIMIT))
        .singleElement()
        .satisfies(
            function ->
                assertThat(function.environment().get(LIMIT))
                    .isEqualTo(Long.toString(ModelBudget.ofLambda().largestModel() / 1_000_000)));
  }
}
