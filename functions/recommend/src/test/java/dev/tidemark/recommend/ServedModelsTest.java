package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.Decision;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import dev.tidemark.store.fake.Damage;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.files.LocalFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real packages in a real folder that something damages. */
class ServedModelsTest {
  private static final String FIRST = "20260101T000000Z-aaaaaaaa";

  private static void readAll(ModelPackage model, String file) {
    try (InputStream in = model.open(file)) {
      in.readAllBytes();
    } catch (IOException e) {
      throw new ModelPackageException(
          "model " + model.manifest().version() + ": " + file + " is not readable", e);
    }
  }

  private static final String SECOND = "20260202T000000Z-bbbbbbbb";
  private static final String THIRD = "20260303T000000Z-cccccccc";

  @TempDir private Path folder;
  private ModelRegistry registry;
  private ServedModels models;

  @BeforeEach
  void promoteThreeModels() throws IOException {
    registry = new ModelRegistry(new LocalFolder(folder.resolve("store")));
    FakeModel network = new FakeModel(5);
    models =
        new ServedModels(
            registry,
            new ModelLoader(
                registry,
                PackageFiles::read,
                opened -> {
                  ModelPackage.STREAMED.forEach(file -> readAll(opened, file));
                  return network;
                }));
    for (String version : List.of(FIRST, SECOND, THIRD)) {
      publish(version);
      decide(version, Decision.PROMOTED);
    }
    champion(THIRD);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void shouldGoOnWithTheModelBeforeWhateverHappensToTheNetwork(Damage damage) throws IOException {
    damage.to(file(THIRD, "saved_model/saved_model.pb"));

    assertThat(served(THIRD)).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void shouldGoOnWithTheModelBeforeWhateverHappensToTheManifest(Damage damage) throws IOException {
    damage.to(file(THIRD, "manifest.json"));

    assertThat(served(THIRD)).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void shouldServeTheChampionWhateverHappensToChampionJson(Damage damage) throws IOException {
    damage.to(folder.resolve("store/models/champion.json"));

    assertThat(served(THIRD)).isEqualTo(THIRD);
    Damage.FLIPPED_BIT.to(file(THIRD, "counts.bin"));
    assertThat(served(THIRD)).isEqualTo(SECOND);
  }

  @Test
  void shouldServeTheChampionWhereNoModelIsNamed() {
    assertThat(served("")).isEqualTo(THIRD);

    champion(FIRST);
    assertThat(served("")).isEqualTo(FIRST);
  }

  @Test
  void shouldGoOnWithTheModelBeforeWhereTheWholeModelIsGone() throws IOException {
    LocalFiles.deleteTree(file(THIRD, "manifest.json").getParent());

    assertThat(served(THIRD)).isEqualTo(SECOND);
  }

  @Test
  void shouldPassOverFormerModelsThatAreDamagedOrNeverServed() throws IOException {
    Damage.FLIPPED_BIT.to(file(THIRD, "saved_model/saved_model.pb"));
    decide(SECOND, Decision.REFUSED);
    assertThat(served(THIRD)).isEqualTo(FIRST);

    decide(SECOND, Decision.PROMOTED);
    Damage.CUT_SHORT.to(file(SECOND, "vocabulary.json"));
    assertThat(served(THIRD)).isEqualTo(FIRST);
  }

  @Test
  void shouldAnswerWhatIsPopularWhereNoModelIsWhole() throws IOException {
    // Given
    for (String version : List.of(FIRST, SECOND, THIRD)) {
      Damage.FLIPPED_BIT.to(file(version, "saved_model/saved_model.pb"));
    }

    // When
    ServedModels.Choice choice = models.choose(THIRD);

    // Then
    Serving serving =
        Serving.popular(
            choice.popular().orElseThrow(), new FakeShopData(), Client.USERS, Client.CLOCK);
    JsonNode answer = new Client(serving).recommendations(Map.of("count", "2"));
    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(answer.path("modelVersion").asText()).as("not the damaged one").isEqualTo("none");
    assertThat(answer.path("items").findValuesAsText("itemId")).containsExactly("item-5", "item-4");
  }

  @Test
  void shouldAnswerTheNewestItemsWhereNothingIsWhole() throws IOException {
    for (String version : List.of(FIRST, SECOND, THIRD)) {
      Damage.FLIPPED_BIT.to(file(version, "popularity.json"));
    }

    assertThat(models.choose(THIRD))
        .isEqualTo(new ServedModels.Choice(Optional.empty(), Optional.empty()));
  }

  @Test
  void shouldLoadTheModelOfAnExperimentAndDoWithoutOneThatCannotBeLoaded() throws IOException {
    assertThat(models.beside(new Experiment(SECOND, 20)).orElseThrow().model().manifest().version())
        .isEqualTo(SECOND);
    assertThat(models.beside(Experiment.NONE)).isEmpty();
    assertThat(models.beside(new Experiment("20260404T000000Z-dddddddd", 20))).isEmpty();
    Damage.FLIPPED_BIT.to(file(SECOND, "saved_model/saved_model.pb"));
    assertThat(models.beside(new Experiment(SECOND, 20))).isEmpty();
  }

  /** Its version of the function must fail, so that promotion keeps the champion. */
  @ParameterizedTest
  @ValueSource(strings = {"saved_model/saved_model.pb", "counts.json", "manifest.json"})
  void shouldNotStartWithADamagedModelThatIsNotInServiceYet(String damaged) throws IOException {
    champion(SECOND);
    Damage.FLIPPED_BIT.to(file(THIRD, damaged));

    assertThatThrownBy(() -> models.choose(THIRD)).isInstanceOf(ModelPackageException.class);
    assertThatThrownBy(() -> models.choose("20260404T000000Z-dddddddd"))
        .isInstanceOf(ModelNotFoundException.class);
    assertThat(served(SECOND)).isEqualTo(SECOND);
  }

  private String served(String named) {
    return models.choose(named).model().orElseThrow().model().manifest().version();
  }

  private Path file(String version, String name) {
    return folder.resolve("store/models").resolve(version).resolve(name);
  }

  private void decide(String version, String outcome) {
    registry.decide(new Decision(version, outcome, "", Map.of(), "now"));
  }

  private void champion(String version) {
    PromotionState state = PromotionState.adopted(new ServedModel(version, "3"), "now");
    Optional<String> tag = registry.promotion().flatMap(ModelRegistry.Entry::tag);
    assertThat(registry.write(new ModelRegistry.Entry(state, tag), state)).isPresent();
  }

  private void publish(String version) throws IOException {
    ModelPackage fake = new FakeModel(5).modelPackage();
    Manifest it = fake.manifest();
    Path work = folder.resolve("work").resolve(version);
    Files.createDirectories(work.resolve("saved_model"));
    Files.writeString(work.resolve("saved_model/saved_model.pb"), "network of " + version);
    Files.writeString(work.resolve("counts.json"), "{}");
    Files.writeString(work.resolve("counts.bin"), "columns");
    Files.writeString(work.resolve("items.bin"), "vectors");
    Files.writeString(work.resolve("features.bin"), "features");
    PackageFiles.write(
        work,
        new Manifest(
            it.format(),
            version,
            it.createdAt(),
            it.preset(),
            it.seed(),
            it.parameters(),
            it.dataHash(),
            it.gitCommit(),
            it.features(),
            it.metrics(),
            it.comparison(),
            Map.of()),
        fake.vocabulary(),
        fake.popularity(),
        fake.warmup());
    registry.publish(version, work);
  }
}
