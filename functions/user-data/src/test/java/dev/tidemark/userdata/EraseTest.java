package dev.tidemark.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.erasure.ErasureReceipt;
import dev.tidemark.store.files.PurgeList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EraseTest {
  private static final Path SAMPLE = Path.of("../../events/user-data-delete.json");
  private static final UserKey KEY = Shop.USERS.keyOf("user 42");
  private static final Instant ERASED_AT = Instant.parse("2026-11-27T12:00:00.123Z");

  private final Shop shop = new Shop();
  private final Client client = new Client(shop.stores(), () -> Shop.NOW);

  @Test
  void shouldEraseTheUserOfTheSampleAndNobodyElse() throws IOException {
    // Given
    shop.did("user 42", 11);
    shop.did("other", 4);

    // When
    Client.Answer answer = client.call(Files.readAllBytes(SAMPLE));

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().path("cache-control").asText()).isEqualTo("no-store");
    assertThat(answer.body().path("userKey").asText()).isEqualTo(KEY.value());
    assertThat(answer.body().path("erasedAt").asText()).isEqualTo(ERASED_AT.toString());
    assertThat(answer.body().path("erased"))
        .hasToString("{\"deadLetters\":0,\"interactions\":11,\"recommendations\":0}");
    assertThat(answer.text()).doesNotContain("user 42");
    assertThat(shop.interactions.isEmpty(KEY)).isTrue();
    assertThat(shop.interactions.erasedAt(KEY)).contains(ERASED_AT);
    assertThat(shop.interactions.newest(Shop.USERS.keyOf("other"), 9)).hasSize(4);
    assertThat(new PurgeList(shop.models).read()).isEqualTo(Map.of(KEY, ERASED_AT));
  }

  @Test
  void shouldAnswerAsTheDescriptionOfTheApiSays() throws IOException {
    shop.did("user 42", 2);
    ObjectNode document =
        (ObjectNode)
            Json.mapper().readTree(Files.readAllBytes(Path.of("../../infra/docs/openapi.json")));
    document.put("$ref", "#/components/schemas/ErasureReceipt");

    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(document)
                .validate(client.erase("user 42").body()))
        .isEmpty();
  }

  @Test
  void shouldGiveAReceiptWhoseHashCanBeComputedAgain() {
    JsonNode body = client.erase("user 42").body();

    ErasureReceipt receipt =
        new ErasureReceipt(
            body.path("userKey").asText(),
            Instant.parse(body.path("erasedAt").asText()),
            new TreeMap<>(Map.of("deadLetters", 0L, "interactions", 0L, "recommendations", 0L)),
            remaining(body));
    assertThat(body.path("sha256").asText()).isEqualTo(receipt.sha256());
    assertThat(receipt.remaining())
        .containsEntry("pointInTimeRecovery", Instant.parse("2027-01-02T12:00:00.123Z"))
        .containsKeys("exports", "importFiles", "tableStream", "recommendationVersions");
  }

  private static SortedMap<String, Instant> remaining(JsonNode body) {
    SortedMap<String, Instant> remaining = new TreeMap<>();
    body.path("remaining")
        .properties()
        .forEach(it -> remaining.put(it.getKey(), Instant.parse(it.getValue().asText())));
    return remaining;
  }

  @Test
  void shouldTellTheSameTimeAgainWhereNothingCameSince() {
    shop.did("user 42", 5);
    client.erase("user 42");

    JsonNode again =
        new Client(shop.stores(), () -> Shop.NOW.plusSeconds(60)).erase("user 42").body();

    assertThat(again.path("erasedAt").asText()).isEqualTo(ERASED_AT.toString());
    assertThat(again.path("erased").path("interactions").asInt()).isZero();
  }

  @Test
  void shouldEraseAnewWhoCameBack() throws IOException {
    client.erase("user 42");
    shop.interactions.put(List.of(Shop.event("user 42", "new", Shop.NOW.plusSeconds(5))));
    Instant later = ERASED_AT.plusSeconds(60);

    JsonNode again = new Client(shop.stores(), () -> later).erase("user 42").body();

    assertThat(again.path("erasedAt").asText()).isEqualTo(later.toString());
    assertThat(again.path("erased").path("interactions").asInt()).isEqualTo(1);
    assertThat(new PurgeList(shop.models).read()).isEqualTo(Map.of(KEY, later));
  }

  @Test
  void shouldTakeTheUserOutOfTheRecommendationsOfAllModels() throws IOException {
    // Given
    List<UserKey> sorted =
        Stream.of("a", "b", "user 42", "c", "d", "e", "f")
            .map(Shop.USERS::keyOf)
            .sorted((one, other) -> one.value().compareTo(other.value()))
            .toList();
    for (String version : List.of("m1", "people/m2")) {
      shop.recommended(version, 0, sorted.subList(0, 3));
      shop.recommended(version, 1, List.of());
      shop.recommended(version, 2, sorted.subList(3, 7));
    }
    shop.recommended("m3", 0, List.of(KEY));
    shop.recommended("m4", 0, List.of(Shop.USERS.keyOf("a")));

    // When
    JsonNode erased = client.erase("user 42").body().path("erased");

    // Then
    assertThat(erased.path("recommendations").asInt()).isEqualTo(3);
    for (String version : List.of("m1", "people/m2")) {
      String left = shop.recommendations(version, 0) + shop.recommendations(version, 2);
      assertThat(left.lines()).hasSize(6);
      assertThat(left).doesNotContain(KEY.value());
    }
    assertThat(shop.recommendations("m3", 0)).isEmpty();
    assertThat(shop.recommendations("m4", 0).lines()).hasSize(1);
    assertThat(client.erase("user 42").body().at("/erased/recommendations").asInt()).isZero();
  }

  @Test
  void shouldTakeTheUserOutOfTheDeadLetters() throws IOException {
    // Given
    shop.letter("all.json", "{\"detail\":{\"userId\":\"user 42\"}}");
    shop.letter(
        "some.json",
        "{\"detail-type\":\"Shopper Event\","
            + "\"detail\":{\"events\":[{\"userId\":\"user 42\"},{\"userId\":\"v\"}]}}");
    shop.letter("other.json", "{\"detail\":{\"userId\":\"v\"}}");
    shop.letters.put(
        "damaged.json", out -> out.write("{\"userId\":\"user 42".getBytes(StandardCharsets.UTF_8)));

    // When
    JsonNode erased = client.erase("user 42").body().path("erased");

    // Then
    assertThat(erased.path("deadLetters").asInt()).isEqualTo(3);
    assertThat(shop.letters.list("").keySet()).containsExactly("other.json", "some.json");
    assertThat(
            new String(
                shop.letters.read("some.json").orElseThrow().content(), StandardCharsets.UTF_8))
        .contains("\\\"v\\\"")
        .doesNotContain("user 42");
  }

  @Test
  void shouldSayThatItIsNotDoneWhereThereIsNoTimeAndGoOnWhenAskedAgain() {
    // Given
    shop.did("user 42", 20);

    // When
    Client.Answer answer = new Client(shop.stores(), () -> Shop.NOW, 100).erase("user 42");

    // Then: what is left is served to nobody already
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().path("retry-after").asText()).isEqualTo("1");
    assertThat(shop.interactions.isEmpty(KEY)).isFalse();
    assertThat(shop.interactions.newest(KEY, 99)).isEmpty();
    assertThat(client.erase("user 42").status()).isEqualTo(200);
    assertThat(shop.interactions.isEmpty(KEY)).isTrue();
  }

  @Test
  void shouldNameAnIdThatIsNone() {
    Client.Answer blank = client.erase(" ");
    Client.Answer both = client.call(UserDataHandler.ERASE, "u", Map.of("userId", "v"));

    assertThat(blank.status()).isEqualTo(400);
    assertThat(blank.body().path("field").asText()).isEqualTo("id");
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.body().path("detail").asText()).contains("the path says 'u'");
  }

  @Test
  void shouldEraseAUserWhoseIdNoPathHolds() {
    shop.did("a/b", 3);

    Client.Answer answer = client.call(UserDataHandler.ERASE, "-", Map.of("userId", "a/b"));

    assertThat(answer.body().at("/erased/interactions").asInt()).isEqualTo(3);
  }
}
