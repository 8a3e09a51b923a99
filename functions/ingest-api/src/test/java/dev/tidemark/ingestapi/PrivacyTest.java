package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be kept: events of those who refused consent, and of those who were erased. */
class PrivacyTest {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Instant ERASED_AT = Instant.parse("2026-11-24T12:00:00Z");

  private final InMemoryInteractionStore store = new InMemoryInteractionStore();
  private final Client client =
      new Client(new Ports(store, new InMemoryCatalogueStore(), USERS, Clock.systemUTC()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"consent\":false",
        "\"consent\":\"denied\"",
        "\"context\":{\"consent\":false}",
        "\"context\":{\"device\":\"phone\",\"consent\":\"Opt-out\"}"
      })
  void shouldDropAndCountWhatIsOfSomebodyWhoRefused(String refusal) {
    Client.Answer answer =
        client.events(
            "{\"events\":["
                + event("u", "2026-11-24T11:00:00Z", refusal)
                + ","
                + event("v", "2026-11-24T11:00:00Z", "\"consent\":true")
                + "]}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text())
        .isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[],\"dropped\":1}");
    assertThat(store.isEmpty(USERS.keyOf("u"))).isTrue();
    assertThat(store.newest(USERS.keyOf("v"), 9)).hasSize(1);
  }

  @Test
  void shouldTakeAListOfRefusalsAlone() {
    Client.Answer answer =
        client.events(
            "{\"events\":[" + event("u", "2026-11-24T11:00:00Z", "\"consent\":\"no\"") + "]}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("dropped").asInt()).isEqualTo(1);
    assertThat(store.size()).isZero();
  }

  @Test
  void shouldNotGuessWhetherSomebodyRefused() {
    Client.Answer answer =
        client.events(
            "{\"events\":[" + event("u", "2026-11-24T11:00:00Z", "\"consent\":\"denid\"") + "]}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("consent: 'denid' is not accepted");
    assertThat(store.size()).isZero();
  }

  @Test
  void shouldRefuseWhatAnErasedUserDidBeforeAndTakeWhatComesAfter() {
    // Given
    store.erase(USERS.keyOf("u"), ERASED_AT);

    // When
    Client.Answer answer =
        client.events(
            "{\"events\":["
                + event("v", "2026-11-24T11:00:00Z", "\"price\":1")
                + ","
                + event("u", "2026-11-24T12:00:00Z", "\"price\":1")
                + ",{},"
                + event("u", "2026-11-24T12:00:00.001Z", "\"price\":2")
                + "]}");

    // Then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.body().path("rejected").findValuesAsText("index")).containsExactly("1", "2");
    assertThat(answer.body().at("/rejected/0/error").asText())
        .startsWith("timestamp: the user was erased after this time");
    assertThat(store.newest(USERS.keyOf("u"), 9)).hasSize(1);
  }

  private static String event(String user, String time, String more) {
    return "{\"userId\":\""
        + user
        + "\",\"itemId\":\"i\",\"type\":\"view\",\"timestamp\":\""
        + time
        + "\","
        + more
        + "}";
  }
}
