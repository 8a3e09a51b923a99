package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTest {
  private static final Path SAMPLE = Path.of("../../events/ingest-api-merge.json");
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final Client client =
      new Client(new Ports(interactions, new InMemoryCatalogueStore(), USERS, CLOCK));

  @Test
  void shouldGiveTheUserOfTheSampleWhatAVisitorDid() throws IOException {
    did("visitor-9");

    Client.Answer answer = client.call(sample().toString().getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).hasToString("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
    assertThat(interactions.newest(USERS.keyOf("visitor-9"), 9)).isEmpty();
    assertThat(interactions.newest(USERS.keyOf("user 42"), 9)).hasSize(1);
  }

  @Test
  void shouldMergeAUserWhoseIdNoPathHolds() throws IOException {
    did("visitor-9");
    ObjectNode event = sample();
    event.withObject("/pathParameters").put("id", "-");
    event.put("body", "{\"sessionId\":\"visitor-9\",\"userId\":\"a/b\"}");

    Client.Answer answer = client.call(event.toString().getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(interactions.newest(USERS.keyOf("a/b"), 9)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sessionId\":\" \"}",
        "{\"sessionId\":7}",
        "{\"sessionId\":\" user 42 \"}"
      })
  void shouldRefuseToMergeWithNobodyOrOneself(String body) throws IOException {
    ObjectNode event = sample();
    event.put("body", body);
    did("user 42");

    Client.Answer answer = client.call(event.toString().getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("sessionId");
    assertThat(interactions.newest(USERS.keyOf("user 42"), 9)).hasSize(1);
  }

  @Test
  void shouldRefuseAUserBesideThatOfThePath() throws IOException {
    did("visitor-9");
    ObjectNode event = sample();
    event.put("body", "{\"sessionId\":\"visitor-9\",\"userId\":\"another\"}");

    Client.Answer answer = client.call(event.toString().getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("userId");
    assertThat(interactions.newest(USERS.keyOf("visitor-9"), 9)).hasSize(1);
  }

  private void did(String userId) {
    String event =
        "{\"userId\":\""
            + userId
            + "\",\"itemId\":\"i1\",\"type\":\"view\",\"timestamp\":\"2026-11-24T11:00:00Z\"}";
    assertThat(client.events("{\"events\":[" + event + "]}").status()).isEqualTo(202);
  }

  private static ObjectNode sample() throws IOException {
    return (ObjectNode) Json.mapper().readTree(Files.readAllBytes(SAMPLE));
  }
}
