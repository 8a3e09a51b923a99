package dev.tidemark.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.files.ModelObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ModelObjects} must do. */
public abstract class ModelObjectsContract {
  private static final String CHAMPION = "champion.json";

  private ModelObjects objects;

  /** A store without anything in it. */
  protected abstract ModelObjects emptyStore();

  @BeforeEach
  void makeStore() {
    objects = emptyStore();
  }

  @Test
  void shouldReadWhatWasPut() throws IOException {
    // When
    objects.put("v1/saved_model/variables/data", bytes("weights"));
    objects.put("v1/saved_model/variables/data", bytes("others"));

    // Then
    assertThat(objects.read("v1/saved_model/variables/data").orElseThrow().content())
        .isEqualTo(bytes("others"));
    try (InputStream in = objects.open("v1/saved_model/variables/data")) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("others"));
    }
    assertThat(objects.read("v1/other")).isEmpty();
  }

  @Test
  void shouldTellTheSizesOfOneVersion() {
    // Given
    objects.put("v1/manifest.json", bytes("12345"));
    objects.put("v1/saved_model/graph", bytes("123"));
    objects.put("v10/manifest.json", bytes("1"));
    objects.put(CHAMPION, bytes("1"));

    // When, then
    assertThat(objects.sizes("v1")).isEqualTo(Map.of("manifest.json", 5L, "saved_model/graph", 3L));
    assertThat(objects.sizes("v2")).isEmpty();
  }

  @Test
  void shouldReplaceOnlyWhatWasRead() {
    // Given
    Optional<String> first = objects.replace(CHAMPION, bytes("first"), Optional.empty());
    assertThat(first).isPresent().isEqualTo(objects.read(CHAMPION).map(it -> it.tag()));

    // When
    Optional<String> replaced = objects.replace(CHAMPION, bytes("second"), first);
    Optional<String> late = objects.replace(CHAMPION, bytes("third"), first);
    Optional<String> blind = objects.replace(CHAMPION, bytes("fourth"), Optional.empty());

    // Then
    assertThat(replaced).isPresent().isNotEqualTo(first);
    assertThat(late).isEmpty();
    assertThat(blind).isEmpty();
    assertThat(objects.read(CHAMPION).orElseThrow().content()).isEqualTo(bytes("second"));
  }

  @Test
  void shouldNotReplaceWhatIsGone() {
    Optional<String> tag = objects.replace(CHAMPION, bytes("first"), Optional.empty());

    assertThat(objects.replace("other.json", bytes("second"), tag)).isEmpty();
    assertThat(objects.read("other.json")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc", "../champion.json", "v1/../../a", "v1//a", ".lock", "a\\b"})
  void shouldRefuseAPathThatLeadsElsewhere(String path) {
    assertThatThrownBy(() -> objects.read(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path '" + path + "'");
    assertThatThrownBy(() -> objects.put(path, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
