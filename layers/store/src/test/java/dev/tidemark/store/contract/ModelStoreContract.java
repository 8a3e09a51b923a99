package dev.tidemark.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.files.ModelNotFoundException;
import dev.tidemark.store.files.ModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ModelStore} must do. */
public abstract class ModelStoreContract {
  private static final String VARIABLES = "saved_model/variables/variables.data-00000-of-00001";
  private static final byte[] WEIGHTS = {0, 1, (byte) 0xff, '\r', '\n'};

  @TempDir private Path work;
  private ModelStore store;

  /** A store without anything in it. */
  protected abstract ModelStore emptyStore();

  /** Puts a file into a version's folder as a publication that was broken off leaves it. */
  protected abstract void leaveBehind(String version, String file) throws IOException;

  @BeforeEach
  void makeStore() {
    store = emptyStore();
  }

  @Test
  void shouldHoldNoVersionAtFirst() {
    assertThat(store.versions()).isEmpty();
    assertThatThrownBy(() -> store.fetch("v1", work))
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("v1");
  }

  @Test
  void shouldFetchWhatWasPublished() throws IOException {
    // When
    store.publish("20260101T000000Z-aa", aPackage("first"));

    // Then
    Path fetched = store.fetch("20260101T000000Z-aa", work.resolve("fetched"));
    assertThat(fetched.resolve("manifest.json")).hasContent("first");
    assertThat(fetched.resolve(VARIABLES)).hasBinaryContent(WEIGHTS);
    assertThat(fetched).startsWith(work.resolve("fetched"));
  }

  @Test
  void shouldFetchIntoTheSameFolderAgain() throws IOException {
    // Given
    store.publish("v1", aPackage("first"));
    store.fetch("v1", work.resolve("fetched"));

    // When
    Path again = store.fetch("v1", work.resolve("fetched"));

    // Then
    assertThat(again.resolve("manifest.json")).hasContent("first");
  }

  @Test
  void shouldListCompleteVersionsOldestFirst() throws IOException {
    // Given
    store.publish("20260202T000000Z-aa", aPackage("second"));
    store.publish("20260101T000000Z-bb", aPackage("first"));
    leaveBehind("20260303T000000Z-cc", "vocabulary.json");

    // When, then
    assertThat(store.versions()).containsExactly("20260101T000000Z-bb", "20260202T000000Z-aa");
  }

  @Test
  void shouldNotFetchAnIncompleteVersion() throws IOException {
    leaveBehind("v1", "vocabulary.json");

    assertThatThrownBy(() -> store.fetch("v1", work)).isInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void shouldPublishOverWhatAnIncompletePublicationLeft() throws IOException {
    // Given
    leaveBehind("v1", VARIABLES);

    // When
    store.publish("v1", aPackage("whole"));

    // Then
    Path fetched = store.fetch("v1", work.resolve("fetched"));
    assertThat(fetched.resolve(VARIABLES)).hasBinaryContent(WEIGHTS);
  }

  @Test
  void shouldNeverReplaceAPublishedVersion() throws IOException {
    // Given
    store.publish("v1", aPackage("first"));
    Path other = aPackage("other");

    // When, then
    assertThatThrownBy(() -> store.publish("v1", other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("v1");
    assertThat(store.fetch("v1", work.resolve("fetched")).resolve("manifest.json"))
        .hasContent("first");
  }

  @Test
  void shouldRefuseAPackageWithoutManifest() throws IOException {
    Path folder = Files.createDirectories(work.resolve("empty"));

    assertThatThrownBy(() -> store.publish("v1", folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("manifest.json");
    assertThat(store.versions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../v1", "a/b", "/etc", "a\\b", ".hidden", "a\0b", "é"})
  void shouldRefuseAVersionThatIsNoPlainName(String version) throws IOException {
    Path folder = aPackage("first");

    assertThatThrownBy(() -> store.publish(version, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model version");
    assertThatThrownBy(() -> store.fetch(version, work))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model version");
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
