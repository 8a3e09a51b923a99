package dev.tidemark.local.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionLaunchTest {
  private static final Path TMP = Path.of("/home/a b/storage/tmp");

  /** Other accounts lay what they like there, such as a library under the name that we look for. */
  @Test
  void shouldTakeNothingFromTheMachinesTmp() {
    Template template = TemplateReader.read(Path.of("..", "..", "template.yaml"));
    FunctionDefinition scoring = template.declaring("DJL_CACHE_DIR").get(0);
    Map<String, String> overrides = new HashMap<>();
    for (String name : List.of("USER_KEY_SECRET", "MODEL_STORE")) {
      overrides.put(name, "file:///storage");
    }
    Map<String, String> environment = new LocalValues(template, overrides).environmentOf(scoring);

    FunctionLaunch launch =
        new FunctionLaunch(scoring, Path.of("/rie"), List.of(), environment, TMP, Path.of("log"));

    assertThat(launch.command())
        .contains(
            "-Djava.io.tmpdir=" + TMP,
            "-Djna.tmpdir=" + TMP,
            "-Dorg.bytedeco.javacpp.cachedir=" + TMP + "/.javacpp")
        .noneMatch(option -> option.contains("=/tmp"));
    assertThat(launch.processEnvironment("api")).containsEntry("DJL_CACHE_DIR", TMP + "/djl");
  }
}
