package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.store.files.Folder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry must do, whatever {@link Folder} holds it. */
abstract class ModelRegistryContract {
  private static final String VARIABLES = "saved_model/variables/variables.data-00000-of-00001";
  private static final byte[] WEIGHTS = {0, 1, (byte) 0xff, '\r', '\n'};

  @TempDir private Path work;
  private Folder folder;
  private ModelRegistry registry;

  /** A folder without anything in it. */
  protected abstract Folder emptyFolder() throws IOException;

  @BeforeEach
  void makeRegistry() throws IOException {
    folder = emptyFolder();
    registry = new ModelRegistry(folder);
  }

  /** Puts a file into a version's folder as a publication that was broken off leaves it. */
  private void leaveBehind(String version, String file) throws IOException {
    write(version + "/" + file, "left");
  }

  private void write(String file, String content) throws IOException {
    folder.put("models/" + file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldHoldNoVersionAtFirst() {
    assertThat(registry.versions()).isEmpty();
    assertThatThrownBy(() -> registry.fetch("v1", work))
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("v1");
  }

  @Test
  void shouldFetchWhatWasPublished() throws IOException {
    // When
    registry.publish("20260101T000000Z-aa", aPackage("first"));

    // Then
    Path fetched = registry.fetch("20260101T000000Z-aa", work.resolve("fetched"));
    assertThat(fetched.resolve("manifest.json")).hasContent("first");
    assertThat(fetched.resolve(VARIABLES)).hasBinaryContent(WEIGHTS);
    assertThat(fetched).startsWith(work.resolve("fetched"));
  }

  @Test
  void shouldFetchIntoTheSameFolderAgain() throws IOException {
    // Given
    registry.publish("v1", aPackage("first"));
    registry.fetch("v1", work.resolve("fetched"));

    // When
    Path again = registry.fetch("v1", work.resolve("fetched"));

    // Then
    assertThat(again.resolve("manifest.json")).hasContent("first");
  }

  @Test
  void shouldListCompleteVersionsOldestFirst() throws IOException {
    // Given
    registry.publish("20260202T000000Z-aa", aPackage("second"));
    registry.publish("20260101T000000Z-bb", aPackage("first"));
    leaveBehind("20260303T000000Z-cc", "vocabulary.json");

    // When, then
    assertThat(registry.versions()).containsExactly("20260101T000000Z-bb", "20260202T000000Z-aa");
  }

  @Test
  void shouldNotFetchAnIncompleteVersion() throws IOException {
    leaveBehind("v1", "vocabulary.json");

    assertThatThrownBy(() -> registry.fetch("v1", work)).isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void shouldPublishOverWhatAnIncompletePublicationLeft() throws IOException {
    // Given
    leaveBehind("v1", VARIABLES);

    // When
    registry.publish("v1", aPackage("whole"));

    // Then
    Path fetched = registry.fetch("v1", work.resolve("fetched"));
    assertThat(fetched.resolve(VARIABLES)).hasBinaryContent(WEIGHTS);
  }

  @Test
  void shouldNeverReplaceAPublishedVersion() throws IOException {
    // Given
    registry.publish("v1", aPackage("first"));
    Path other = aPackage("other");

    // When, then
    assertThatThrownBy(() -> registry.publish("v1", other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("v1");
    assertThat(registry.fetch("v1", work.resolve("fetched")).resolve("manifest.json"))
        .hasContent("first");
  }

  @Test
  void shouldRefuseAPackageWithoutManifest() throws IOException {
    Path folder = Files.createDirectories(work.resolve("empty"));

    assertThatThrownBy(() -> registry.publish("v1", folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("manifest.json");
    assertThat(registry.versions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../v1", "a/b", "/etc", "a\\b", ".hidden", "a\0b", "é"})
  void shouldRefuseAVersionThatIsNoPlainName(String version) throws IOException {
    Path folder = aPackage("first");

    assertThatThrownBy(() -> registry.publish(version, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model version");
    assertThatThrownBy(() -> registry.fetch(version, work))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model version");
  }

  @Test
  void shouldPublishOnlyTheFilesOfThePackageWhereAnotherPublicationWasBrokenOff()
      throws IOException {
    leaveBehind("v1", "saved_model/old");

    registry.publish("v1", aPackage("whole"));

    assertThat(registry.sizes("v1"))
        .isEqualTo(Map.of("manifest.json", 5L, VARIABLES, (long) WEIGHTS.length));
    assertThat(folder.list("").keySet())
        .containsExactly("models/v1/manifest.json", "models/v1/" + VARIABLES);
  }

  @Test
  void shouldOverlookWhatIsNoVersion() throws IOException {
    leaveBehind(".hidden", "manifest.json");
    leaveBehind("two words", "manifest.json");
    write("champion.json", "{}");

    assertThat(registry.versions()).isEmpty();
  }

  @Test
  void shouldKeepDecisionsAndWherePromotionStands() {
    // Given
    Decision decision = new Decision("v1", Decision.ACCEPTED, "good", Map.of("events", 9.0), "now");
    PromotionState first = PromotionState.adopted(new ServedModel("v1", "7"), "now");
    ModelRegistry.Entry none = new ModelRegistry.Entry(first, Optional.empty());
    assertThat(registry.promotion()).isEmpty();
    assertThat(registry.champion()).isEmpty();
    assertThat(registry.decision("v1")).isEmpty();

    // When
    registry.decide(decision);
    Optional<ModelRegistry.Entry> written = registry.write(none, first);

    // Then
    assertThat(registry.decision("v1")).hasValue(decision);
    assertThat(registry.promotion()).isPresent().isEqualTo(written);
    assertThat(registry.champion()).isEqualTo("v1");
    assertThat(registry.write(none, first.undone("later"))).as("changed since").isEmpty();
  }

  @Test
  void shouldReadFilesThatSayLessOrMore() throws IOException {
    leaveBehind("v1", "other");
    write("champion.json", "{\"champion\":{\"modelVersion\":\"v1\",\"new\":1}}");
    write("v1/manifest.json", "{\"version\":\"v1\"}");

    PromotionState state = registry.promotion().orElseThrow().state();
    assertThat(state).isEqualTo(PromotionState.adopted(new ServedModel("v1", ""), ""));
    assertThat(registry.summary("v1"))
        .hasValue(new ModelSummary(1, "v1", "", Map.of(), MissingNode.getInstance()));
    assertThat(registry.summary("v2")).isEmpty();
    assertThat(registry.warmup("v1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "garbage", "[]", "null", "{}x", "\0\0\0"})
  void shouldTellThatChampionJsonIsDamagedAndGoOnFromDecisions(String content) throws IOException {
    // Given
    publishAndDecide("20260101T000000Z-aa", Decision.PROMOTED);
    publishAndDecide("20260202T000000Z-bb", Decision.PROMOTED);
    publishAndDecide("20260303T000000Z-cc", Decision.REFUSED);
    write("champion.json", content);

    // When, then
    assertThatThrownBy(() -> registry.promotion())
        .isInstanceOf(DamagedPromotionException.class)
        .hasMessageContainingAll("models/champion.json", "./tidemark train");
    assertThat(registry.champion()).isEqualTo("20260202T000000Z-bb");
    assertThat(registry.promoted()).containsExactly("20260202T000000Z-bb", "20260101T000000Z-aa");
  }

  @Test
  void shouldGoOnFromDecisionsWhereChampionJsonIsGone() throws IOException {
    publishAndDecide("20260101T000000Z-aa", Decision.PROMOTED);

    assertThat(registry.promotion()).isEmpty();
    assertThat(registry.champion()).isEqualTo("20260101T000000Z-aa");
  }

  @Test
  void shouldSeeEachBitThatIsFlippedInWhatPromotionKeeps() throws IOException {
    // Given
    PromotionState state = PromotionState.adopted(new ServedModel("v1", "7"), "now");
    registry.write(new ModelRegistry.Entry(state, Optional.empty()), state);
    byte[] whole = folder.read("models/champion.json").orElseThrow().content();

    // When, then: another state is never read out of it
    for (int at = 0; at < whole.length; at += 3) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 7));
      folder.put("models/champion.json", out -> out.write(flipped));
      try {
        assertThat(registry.promotion().orElseThrow().state()).isEqualTo(state);
      } catch (DamagedPromotionException e) {
        // as it should
      }
    }
  }

  @Test
  void shouldKeepACopyOfADamagedChampionJson() throws IOException {
    // Given
    write("champion.json", "garbage");
    PromotionState state = PromotionState.adopted(new ServedModel("v1", "7"), "now");
    DamagedPromotionException damaged =
        catchThrowableOfType(DamagedPromotionException.class, () -> registry.promotion());

    // When
    Optional<ModelRegistry.Entry> written =
        registry.write(registry.setAside(damaged, state), state);

    // Then
    assertThat(written).isPresent().isEqualTo(registry.promotion());
    assertThat(folder.list("models/champion.json.damaged-").keySet())
        .singleElement()
        .satisfies(
            copy ->
                assertThat(folder.read(copy).orElseThrow().content())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("garbage"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"version\":", "garbage", "[]"})
  void shouldTellWhichFileOfAVersionIsDamaged(String content) throws IOException {
    leaveBehind("v1", "other");
    write("v1/manifest.json", content);
    write("v1/warmup.json", content.replace("[]", "{}"));
    write("v1/decision.json", content);

    assertThatThrownBy(() -> registry.summary("v1"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContainingAll("model v1: manifest.json is damaged", "train again");
    assertThatThrownBy(() -> registry.warmup("v1"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("model v1: warmup.json is damaged");
    assertThat(registry.decision("v1")).isEmpty();
  }

  private void publishAndDecide(String version, String outcome) throws IOException {
    registry.publish(version, aPackage(version));
    registry.decide(new Decision(version, outcome, "", Map.of(), "now"));
  }

  private Path aPackage(String manifest) throws IOException {
    Path folder = work.resolve("package-" + manifest);
    Path variables = folder.resolve(VARIABLES);
    Files.createDirectories(variables.getParent());
    Files.write(variables, WEIGHTS);
    Files.writeString(folder.resolve("manifest.json"), manifest, StandardCharsets.UTF_8);
    return folder;
  }
}
