package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.ingest.Ports;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored, and how often. */
class IngestHandlerTest extends IngestCase {
  @Test
  void shouldStoreTheSampleOfEvents() throws IOException {
    byte[] event = Files.readAllBytes(SAMPLES.resolve("ingest-api-events.json"));

    Client.Answer answer = client.call(event);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(3);
    assertThat(answer.body().path("rejected")).isEmpty();
    List<Interaction> stored = interactions.newest(USERS.keyOf("user 42"), 10);
    assertThat(stored).hasSize(2);
    assertThat(stored.get(0).price()).isEqualTo(12.5);
    assertThat(stored.get(0).context()).containsEntry("promotion", "spring");
  }

  @Test
  void shouldStoreTheSampleOfItems() throws IOException {
    byte[] event = Files.readAllBytes(SAMPLES.resolve("ingest-api-items.json"));

    Client.Answer answer = client.call(event);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(catalogue.find(List.of("lamp-7")).get("lamp-7").title()).isEqualTo("Desk lamp");
  }

  @Test
  void shouldChangeWhatTheSampleOfItemChangesNames() throws IOException {
    client.call(Files.readAllBytes(SAMPLES.resolve("ingest-api-items.json")));

    Client.Answer answer =
        client.call(Files.readAllBytes(SAMPLES.resolve("ingest-api-item-changes.json")));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(catalogue.find(List.of("lamp-7")).get("lamp-7").active()).isFalse();
    assertThat(catalogue.find(List.of("chair-2")).get("chair-2").price()).isEqualTo(35);
  }

  @Test
  void shouldCountADuplicateAndStoreItOnce() {
    String body = events(event("u1", "i1", "\"2026-11-24T11:00:00Z\""));

    assertThat(client.events(body).body().path("accepted").asInt()).isEqualTo(1);
    JsonNode again = client.events(body).body();

    assertThat(again.path("accepted").asInt()).isZero();
    assertThat(again.path("duplicates").asInt()).isEqualTo(1);
    assertThat(interactions.size()).isEqualTo(1);
  }

  @Test
  void shouldTakeARetryForADuplicateWhateverTimeItBears() {
    String first = event("u1", "i1", "1764000000000").replace("{", "{\"eventId\":\"order-7\",");
    String later = first.replace("1764000000000", "1764000000250");

    client.events(events(first));
    JsonNode again = client.events(events(later, later.replace("u1", "u2"))).body();

    assertThat(again.path("duplicates").asInt()).isEqualTo(1);
    assertThat(again.path("accepted").asInt()).as("of another shopper").isEqualTo(1);
    assertThat(interactions.newest(USERS.keyOf("u1"), 10))
        .extracting(it -> it.timestamp().toEpochMilli())
        .containsExactly(1_764_000_000_000L);
  }

  @Test
  void shouldStoreGoodEventsBesideBadOnes() {
    Client.Answer answer =
        client.events(
            events(
                event("u1", "i1", "1764000000000"),
                "{\"userId\":\"u1\"}",
                "17",
                event("u2", "i2", "\"2026-11-24T11:00:00+01:00\"")));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.body().path("rejected")).hasSize(2);
    assertThat(answer.body().path("rejected").path(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("index", "error");
    assertThat(answer.body().path("rejected").path(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.body().path("rejected").path(0).path("error").asText())
        .isEqualTo("itemId: is missing; give a text or a whole number");
    assertThat(answer.body().path("rejected").path(1).path("error").asText())
        .isEqualTo("entry: '17' is not accepted; send an object with named fields");
  }

  @Test
  void shouldTakeNumbersAsIdsAndIgnoreWhatItDoesNotKnow() {
    Client.Answer answer =
        client.events(
            events(
                "{\"userId\":42,\"itemId\":7,\"type\":\"view\",\"timestamp\":1764000000000,\"colour\":{}}"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(interactions.newest(USERS.keyOf("42"), 1).get(0).itemId()).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2026-11-24T11:00:00.1239Z\"    | 2026-11-24T11:00:00.123Z",
        "\"2026-11-24T11:00+01:00\"       | 2026-11-24T10:00:00Z",
        "\"2026-11-24T11:00:00-0330\"     | 2026-11-24T14:30:00Z",
        "\"2026-11-24T11:00:00+01\"       | 2026-11-24T10:00:00Z",
        "\"2026-11-25T12:00:00Z\"         | 2026-11-25T12:00:00Z",
        "1764000000000                  | 2025-11-24T16:00:00Z",
        "1.764e12                       | 2025-11-24T16:00:00Z",
        "\"2026-11-24 11:00:00\"          | 2026-11-24T11:00:00Z",
        "\"2026-11-24 11:00:00 UTC\"      | 2026-11-24T11:00:00Z",
        "\"2026-11-24\"                   | 2026-11-24T00:00:00Z"
      })
  void shouldTakeEveryFormOfTime(String given, Instant stored) {
    client.events(events(event("u1", "i1", given)));

    assertThat(interactions.newest(USERS.keyOf("u1"), 1))
        .extracting(Interaction::timestamp)
        .containsExactly(stored);
  }

  @Test
  void shouldTakeOptionalFieldsAsTheyCome() {
    // Given: null is left out, 2.0 is whole
    String fields =
        "'eventId':17,'value':null,'price':9,'quantity':2.0,'colour':[{}],"
            + "'context':{'a':1,'b':true,'c':null,'d':'text','e':2.5}}";
    String entry = event("u1", "i1", "1764000000000").replace("}", "," + fields.replace('\'', '"'));

    // When
    client.events(events(entry));

    // Then
    Interaction stored = interactions.newest(USERS.keyOf("u1"), 1).get(0);
    assertThat(stored.eventId()).isEqualTo("17");
    assertThat(stored.value()).isNaN();
    assertThat(stored.price()).isEqualTo(9);
    assertThat(stored.quantity()).isEqualTo(2);
    assertThat(stored.context()).isEqualTo(Map.of("a", "1", "b", "true", "d", "text", "e", "2.5"));
  }

  @Test
  void shouldTakeListAndPlacementBesideTheContextOrInIt() {
    // Given
    String list = "\"recommendationId\":\"lstm.m.AAAAAAAAAAAAAAAA\",\"placement\":\"home\"";
    String beside = "\"context\":{\"device\":\"phone\"}," + list + "}";
    String within = "\"context\":{\"device\":\"phone\"," + list + "}}";
    String shown = event("u1", "i1", "1764000000000").replace("view", "impression");

    // When
    client.events(events(shown.replace("}", "," + beside)));
    client.events(events(event("u2", "i1", "1764000000000").replace("}", "," + within)));

    // Then
    Map<String, String> context =
        Map.of(
            "device", "phone", "recommendationId", "lstm.m.AAAAAAAAAAAAAAAA", "placement", "home");
    assertThat(interactions.some(USERS.keyOf("u1"), 9).get(0).context()).isEqualTo(context);
    assertThat(interactions.newest(USERS.keyOf("u1"), 9)).as("an impression").isEmpty();
    assertThat(interactions.newest(USERS.keyOf("u2"), 9).get(0).context()).isEqualTo(context);
  }

  @Test
  void shouldSayWhatWasStoredWhereTheStoreDidNotConfirmAll() {
    // Given
    InteractionStore lame =
        new PutByHand(
            batch -> {
              return new PutResult(1, 0, batch.size() - 1);
            });

    // When
    Client.Answer answer =
        new Client(new Ports(lame, catalogue, USERS, CLOCK))
            .events(
                events(
                    event("u1", "i1", "1764000000000"), event("u1", "i2", "1764000000000"), "1"));

    // Then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().path("retry-after").asText()).isEqualTo("2");
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.body().path("unacknowledged").asInt()).isEqualTo(1);
    assertThat(answer.body().path("rejected")).hasSize(1);
  }
}
