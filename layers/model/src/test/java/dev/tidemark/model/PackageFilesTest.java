package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.KnownBehaviour;
import dev.tidemark.features.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageFilesTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              new Vocabulary.Entry("lamp", "HOME/LIGHT", 2.5),
              new Vocabulary.Entry("Stühle 😀", "", Double.NaN)));
  private static final WarmupRequest WARMUP =
      new WarmupRequest(
          List.of(new WarmupRequest.Step("lamp", "view", 1000)), Map.of("count", "3"));

  private static final List<KnownBehaviour> BEHAVIOURS =
      List.of(KnownBehaviour.plain("purchase"), new KnownBehaviour("rating", List.of(2.5f, 4f)));

  private static final Manifest MANIFEST =
      new Manifest(
          Manifest.FORMAT,
          "20260101T000000Z-abcd",
          "2026-01-01T00:00:00Z",
          "lstm",
          7,
          Map.of("dimension", "64"),
          "hash",
          "commit",
          new FeatureSpec(100, 20, BEHAVIOURS, 25, 6, true, false),
          Map.of("lstm.ndcg@10", 0.1),
          new Comparison(
              12,
              Map.of("ndcg@10", 0.1),
              Map.of("ndcg@10", 0.01),
              Optional.of(
                  new Comparison.Champion(
                      "20250101T000000Z-abcd",
                      Map.of("ndcg@10", 0.09),
                      Optional.of(new Comparison.Lead(0.01, 0.002))))),
          Map.of());

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("saved_model"));
    Files.writeString(folder.resolve("saved_model/saved_model.pb"), "network");
    Files.writeString(folder.resolve("counts.json"), "{}");
    Files.writeString(folder.resolve("counts.bin"), "");
    Files.writeString(folder.resolve("items.bin"), "");
    PackageFiles.write(folder, MANIFEST, VOCABULARY, List.of("lamp"), List.of(WARMUP));
  }

  @Test
  void shouldReadWhatWasWritten() {
    ModelPackage read = PackageFiles.read(folder);

    assertThat(read.vocabulary().entries()).isEqualTo(VOCABULARY.entries());
    assertThat(read.popularity()).containsExactly("lamp");
    assertThat(read.warmup()).containsExactly(WARMUP);
    assertThat(read.manifest().features().behaviours()).isEqualTo(BEHAVIOURS);
    assertThat(read.manifest().files())
        .containsOnlyKeys(
            "saved_model/saved_model.pb",
            "counts.json",
            "counts.bin",
            "items.bin",
            "vocabulary.json",
            "popularity.json",
            "warmup.json");
  }

  @Test
  void shouldTellWhatIsPopularFromADamagedPackageAsLongAsThatIsWhole() throws IOException {
    flip(folder.resolve("saved_model/saved_model.pb"));
    assertThatThrownBy(() -> PackageFiles.read(folder)).isInstanceOf(ModelPackageException.class);
    assertThat(PackageFiles.popularOfDamaged(folder).orElseThrow().popularity())
        .containsExactly("lamp");

    flip(folder.resolve("popularity.json"));
    assertThat(PackageFiles.popularOfDamaged(folder)).isEmpty();
  }

  private static void flip(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }

  @Test
  void shouldKeepTheManifestAsItWas() throws IOException {
    // Given
    ModelPackage written =
        PackageFiles.write(folder, MANIFEST, VOCABULARY, List.of("lamp"), List.of(WARMUP));

    // When
    Manifest read = PackageFiles.read(folder).manifest();

    // Then
    assertThat(read).isEqualTo(written.manifest());
    assertThat(read).usingRecursiveComparison().ignoringFields("files").isEqualTo(MANIFEST);
    assertThat(read.files().get("saved_model/saved_model.pb"))
        .as("SHA-256 of the file")
        .isEqualTo("3009be769fb8f956e8413ee9f3e0836e34968bc40457d0a10c549d2edcf00cc1");
  }

  @Test
  void shouldLeaveOutTheChampionWhereThereIsNone() throws IOException {
    // Given
    Comparison alone = new Comparison(3, Map.of("hr@10", 1.0), Map.of(), Optional.empty());

    // When
    PackageFiles.write(
        folder, MANIFEST.withComparison(alone), VOCABULARY, List.of("lamp"), List.of(WARMUP));

    // Then
    JsonNode written = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    assertThat(written.get("comparison").toString())
        .isEqualTo("{\"challenger\":{\"hr@10\":1.0},\"events\":3,\"popularity\":{}}");
    assertThat(PackageFiles.read(folder).manifest().comparison()).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "saved_model/saved_model.pb",
        "counts.json",
        "counts.bin",
        "items.bin",
        "vocabulary.json",
        "popularity.json",
        "warmup.json",
      })
  void shouldRefuseAManifestWithoutTheChecksumOfAFile(String file) throws IOException {
    // Given
    Path written = folder.resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(written.toFile());
    ((ObjectNode) manifest.get("files")).remove(file);
    json.writeValue(written.toFile(), manifest);

    // When, then
    assertThatThrownBy(() -> PackageFiles.verify(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessage(
            "model 20260101T000000Z-abcd: its manifest has no checksum of "
                + file
                + "; serve another version or train again");
  }

  @Test
  void shouldNotLookOutsideItsFolder() throws IOException {
    Path written = folder.resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(written.toFile());
    ((ObjectNode) manifest.get("files")).put("../outside", "0");
    json.writeValue(written.toFile(), manifest);

    assertThatThrownBy(() -> PackageFiles.verify(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("../outside is missing or was altered");
  }

  @Test
  void shouldVerifyAWholePackage() {
    assertThat(PackageFiles.verify(folder).version()).isEqualTo("20260101T000000Z-abcd");
  }

  @Test
  void shouldWriteTheSameBytesAgain() throws IOException {
    byte[] first = Files.readAllBytes(folder.resolve("manifest.json"));

    PackageFiles.write(folder, MANIFEST, VOCABULARY, List.of("lamp"), List.of(WARMUP));

    assertThat(Files.readAllBytes(folder.resolve("manifest.json"))).isEqualTo(first);
  }

  @Test
  void shouldEncodeAsTheManifestSays() {
    // Given
    ModelPackage read = PackageFiles.read(folder);
    History history = new History(200);
    for (int i = 0; i < 200; i++) {
      history.add(1, 1, 0, Float.NaN);
    }

    // Then
    assertThat(read.encoder().encode(history, 0).length()).isEqualTo(120);
  }

  @Test
  void shouldAllowFilesThatCameLater() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "of an operator");

    assertThat(PackageFiles.read(folder).vocabulary().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocabulary.json", "popularity.json", "warmup.json"})
  void shouldRefuseAnAlteredFileOfItsOwn(String file) throws IOException {
    Files.writeString(folder.resolve(file), " ", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> PackageFiles.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessage(
            "model 20260101T000000Z-abcd: "
                + file
                + " is missing or was altered; serve another version or train again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"version\":", "{\"version\": \"v\"}"})
  void shouldRefuseAManifestThatIsNone(String manifest) throws IOException {
    Files.writeString(folder.resolve("manifest.json"), manifest);

    assertThatThrownBy(() -> PackageFiles.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("manifest.json is missing or not readable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "seed", "features", "comparison", "files"})
  void shouldRefuseAManifestThatLacksAField(String field) throws IOException {
    // Given
    Path file = folder.resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(file.toFile());
    manifest.remove(field);
    json.writeValue(file.toFile(), manifest);

    // Then
    assertThatThrownBy(() -> PackageFiles.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("manifest.json is missing or not readable")
        .hasStackTraceContaining("'" + field + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldTellAnotherFormatApartAndStillKnowWhatWasPopular(int format) throws IOException {
    // Given: the first format had no number, and no counts outside its network
    Path file = folder.resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = (ObjectNode) json.readTree(file.toFile());
    manifest.put("format", format);
    if (format == 1) {
      manifest.remove("format");
      for (String added : List.of("counts.json", "counts.bin", "items.bin")) {
        ((ObjectNode) manifest.get("files")).remove(added);
        Files.delete(folder.resolve(added));
      }
    }
    json.writeValue(file.toFile(), manifest);

    // Then
    OtherFormatException refused =
        catchThrowableOfType(OtherFormatException.class, () -> PackageFiles.read(folder));
    assertThat(refused)
        .hasMessage(
            "model 20260101T000000Z-abcd: its package has format "
                + format
                + ", understood is format 3; train a new model");
    assertThat(refused.version()).isEqualTo("20260101T000000Z-abcd");
    PopularItems popular = refused.popular().orElseThrow();
    assertThat(popular.popularity()).containsExactly("lamp");
    assertThat(popular.vocabulary().entries()).isEqualTo(VOCABULARY.entries());
  }

  @Test
  void shouldTellAnotherFormatApartThatHasNoListOfWhatIsPopular() throws IOException {
    // Given
    Files.delete(folder.resolve("popularity.json"));
    Path file = folder.resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    json.writeValue(file.toFile(), ((ObjectNode) json.readTree(file.toFile())).put("format", 9));

    // Then
    OtherFormatException refused =
        catchThrowableOfType(OtherFormatException.class, () -> PackageFiles.requireFormat(folder));
    assertThat(refused).hasMessageContaining("format 9");
    assertThat(refused.popular()).isEmpty();
  }

  @Test
  void shouldRefuseAFolderThatIsNotThere() {
    assertThatThrownBy(() -> PackageFiles.read(folder.resolve("nowhere")))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("manifest.json is missing or not readable");
  }

  @Test
  void shouldRefuseAnAlteredFile() throws IOException {
    Files.writeString(folder.resolve("saved_model/saved_model.pb"), "another");

    assertThatThrownBy(() -> PackageFiles.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("20260101T000000Z-abcd")
        .hasMessageContaining("saved_model/saved_model.pb is missing or was altered");
  }

  @Test
  void shouldRefuseAMissingFile() throws IOException {
    Files.delete(folder.resolve("popularity.json"));

    assertThatThrownBy(() -> PackageFiles.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("popularity.json is missing or was altered");
  }

  @Test
  void shouldRefuseAFolderWithoutManifest() throws IOException {
    Files.delete(folder.resolve("manifest.json"));

    assertThatThrownBy(() -> PackageFiles.read(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("manifest.json");
  }
}
