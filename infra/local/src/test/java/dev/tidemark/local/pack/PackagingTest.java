package dev.tidemark.local.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.local.UsageException;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelBudget;
import dev.tidemark.model.PackageFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagingTest {
  private static final int NATIVE = 5000;

  private final StringWriter out = new StringWriter();

  @TempDir Path home;

  @BeforeEach
  void build() throws IOException {
    Files.writeString(
        home.resolve("template.yaml"),
        """
        Resources:
          F: {Type: AWS::Serverless::Function, Properties: {CodeUri: f, Handler: h, Layers: [!Ref L]}}
          G: {Type: AWS::Serverless::Function, Properties: {CodeUri: g, Handler: h}}
          L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}
        """);
    Files.createDirectories(home.resolve("infra/local/target/runtime-client"));
    Files.createDirectories(home.resolve("infra/console/target/console"));
    grow("f/lib/a.jar", 100);
    grow("g/b.class", 20);
    grow("infra/training/target/job/c.class", 7);
    Files.createDirectories(home.resolve("layer/java/lib"));
    try (OutputStream file = Files.newOutputStream(home.resolve("layer/java/lib/n.jar"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("native/lib/libx.so"));
      zip.write(new byte[NATIVE]);
      zip.putNextEntry(new ZipEntry("META-INF/LICENSE"));
      zip.write(new byte[NATIVE]);
    }
  }

  @Test
  void shouldWeighFunctionsWithTheirLayersAndWhatTheyExtract() throws Exception {
    Path json = home.resolve("sizes.json");
    long jar = Files.size(home.resolve("layer/java/lib/n.jar"));

    assertThat(run(Optional.empty(), Optional.of(json))).isEmpty();

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.at("/functions/0/totalBytes").asLong()).isEqualTo(100 + jar);
    assertThat(figures.at("/functions/0/nativeBytes").asLong()).isEqualTo(NATIVE);
    assertThat(figures.at("/functions/1/totalBytes").asLong()).isEqualTo(20);
    assertThat(figures.at("/functions/1/nativeBytes").asLong()).isZero();
    assertThat(figures.at("/trainingImage/bytes").asLong()).isEqualTo(7);
    assertThat(figures.at("/storage/largestModelBytes").asLong())
        .isEqualTo(ModelBudget.ofLambda(3008).largestStored());
    assertThat(out.toString()).contains("F  ", "G  ", "the largest model", "no Dockerfile");
  }

  @Test
  void shouldRefuseAFunctionAboveTheLimit() throws Exception {
    grow("g/large", FunctionSize.LIMIT - 20);
    assertThat(run(Optional.empty(), Optional.empty())).isEmpty();

    grow("g/large", FunctionSize.LIMIT - 19);
    assertThat(run(Optional.empty(), Optional.empty()))
        .singleElement()
        .asString()
        .startsWith("G: 262,144,001 bytes")
        .contains("leave out libraries");
  }

  @Test
  void shouldRefuseLibrariesThatTakeTheRoomOfTheModel() {
    SizeReport report =
        new SizeReport(
            List.of(new FunctionSize("F", 1, 2, 11)),
            new ModelBudget(20, 10, 1, 5),
            new SizeReport.ImageContext(1, true),
            Optional.empty());

    assertThat(report.faults()).singleElement().asString().contains("F: ", "11", "10", "binutils");
  }

  @Test
  void shouldRefuseAModelThatIsTooLargeOrAltered() throws Exception {
    Path model = model();
    assertThat(run(Optional.of(model), Optional.empty())).isEmpty();

    Files.writeString(model.resolve("popularity.json"), "[\"other\"]");
    assertThat(run(Optional.of(model), Optional.empty()))
        .singleElement()
        .asString()
        .contains("popularity.json is missing or was altered");

    grow("model/saved_model/variables", ModelBudget.ofLambda(3008).largestStored());
    assertThat(run(Optional.of(model), Optional.empty()))
        .singleElement()
        .asString()
        .contains("/tmp leaves 68,482,304");
  }

  @Test
  void shouldNameWhatIsNotThere() throws Exception {
    assertThatThrownBy(() -> run(Optional.of(home.resolve("none")), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--model");

    Files.delete(home.resolve("g/b.class"));
    Files.delete(home.resolve("g"));
    assertThatThrownBy(() -> run(Optional.empty(), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("not built");
  }

  private List<String> run(Optional<Path> model, Optional<Path> json) throws IOException {
    return new Packaging(home, new PrintWriter(out)).run(model, json);
  }

  private Path model() throws IOException {
    Path folder = Files.createDirectories(home.resolve("model"));
    Files.createDirectories(folder.resolve("saved_model"));
    Files.createFile(folder.resolve("saved_model/saved_model.pb"));
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            "20260101T000000Z-abcd",
            "2026-01-01T00:00:00Z",
            "lstm",
            1,
            Map.of(),
            "hash",
            "commit",
            new FeatureSpec(100, 20, List.of(), 25, 6, true, false),
            Map.of(),
            Comparison.NONE,
            Map.of());
    Files.writeString(folder.resolve("counts.json"), "{}");
    Files.writeString(folder.resolve("counts.bin"), "");
    Files.writeString(folder.resolve("items.bin"), "");
    PackageFiles.write(
        folder,
        manifest,
        new Vocabulary(List.of(new Vocabulary.Entry("lamp", "", 1))),
        List.of("lamp"),
        List.of());
    return folder;
  }

  /** A sparse file: it has the size, but takes no room. */
  private void grow(String name, long bytes) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }
}
