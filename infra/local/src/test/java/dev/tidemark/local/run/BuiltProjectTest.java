package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.UsageException;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltProjectTest {
  @TempDir Path home;
  private Template template;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        home.resolve("template.yaml"),
        """
        Resources:
          F: {Type: AWS::Serverless::Function, Properties: {CodeUri: f/task, Handler: h}}
          L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
        """);
    template = TemplateReader.read(home.resolve("template.yaml"));
  }

  @Test
  void shouldNameAllThatIsNotBuilt() {
    assertThatThrownBy(() -> new BuiltProject(home).check(template))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("runtime-client", "target/job", "f/task", "layer");
  }

  @Test
  void shouldTakeTheLibrariesBesideTheLayer() throws Exception {
    Files.createDirectories(home.resolve("native"));
    assertThat(BuiltProject.libraries(template, Map.of(), "Linux", "amd64"))
        .isEqualTo(Map.of("TENSORFLOW_LIBRARY_PATH", home.resolve("native").toString()));
  }

  @Test
  void shouldRefuseOtherPlatformsUnlessLibrariesAreGiven() {
    assertThatThrownBy(() -> BuiltProject.libraries(template, Map.of(), "Mac OS X", "aarch64"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Mac OS X on aarch64 is not supported");
    Map<String, String> own = Map.of("TENSORFLOW_LIBRARY_PATH", "/own");
    assertThat(BuiltProject.libraries(template, own, "Mac OS X", "aarch64")).isEqualTo(own);
  }
}
