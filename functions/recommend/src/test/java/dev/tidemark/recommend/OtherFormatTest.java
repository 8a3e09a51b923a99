package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.OtherFormatException;
import dev.tidemark.model.PackageFiles;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package of the first format, which had no number and its counts in the network. */
class OtherFormatTest {
  private final FakeShopData data = new FakeShopData();
  @TempDir private Path folder;

  @Test
  void shouldAnswerWhatWasPopularWithoutItsNetwork() throws IOException {
    // Given
    Files.writeString(
        folder.resolve("vocabulary.json"),
        "[{\"itemId\":\"lamp\",\"category\":\"A\",\"price\":2.5},"
            + "{\"itemId\":\"chair\",\"category\":\"B\",\"price\":4},"
            + "{\"itemId\":\"table\",\"category\":\"B\",\"price\":9}]");
    Files.writeString(folder.resolve("popularity.json"), "[\"chair\",\"table\",\"lamp\"]");
    data.did(Client.KEY, "chair", 1000);
    Client client = new Client(serving());

    // When
    JsonNode answer = client.recommendations(Map.of());
    JsonNode unseen = client.recommendations(Map.of("exclude", "seen,lamp"));

    // Then
    assertThat(answer.path("strategy").asText()).isEqualTo("popular");
    assertThat(answer.path("modelVersion").asText()).isEqualTo("20250101T000000Z-old");
    assertThat(ids(answer)).containsExactly("chair", "table", "lamp");
    assertThat(ids(unseen)).containsExactly("table");
  }

  @Test
  void shouldAnswerTheNewestItemsWhereThatCannotBeReadEither() throws IOException {
    JsonNode answer = new Client(serving()).recommendations(Map.of());

    assertThat(answer.path("strategy").asText()).isEqualTo("newest");
    assertThat(answer.path("modelVersion").asText()).isEqualTo("none");
  }

  private Serving serving() throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"), "{\"version\":\"20250101T000000Z-old\",\"files\":{}}");
    OtherFormatException refused =
        catchThrowableOfType(OtherFormatException.class, () -> PackageFiles.read(folder));
    Serving serving =
        refused
            .popular()
            .map(it -> new ServedModels.Popular(refused.version(), it))
            .map(it -> Serving.popular(it, data, Client.USERS, Client.CLOCK))
            .orElseGet(() -> Serving.withoutModel(data, Client.USERS, Client.CLOCK));
    new RecommendHandler(serving, Client.NO_MODELS, Client.SILENT).prime();
    return serving;
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.path("items").forEach(item -> ids.add(item.path("itemId").asText()));
    return ids;
  }
}
