package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.JsonBody;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestHandlerTest {
  private static final Path SAMPLES = Path.of("../../events");
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private final InMemoryInteractionStore interactions = new InMemoryInteractionStore();
  private final InMemoryCatalogueStore catalogue = new InMemoryCatalogueStore();
  private final Client client = new Client(new Ports(interactions, catalogue, USERS, CLOCK));

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'timestamp':'yesterday'             | timestamp: 'yesterday' is not accepted; give ISO 8601",
        "'timestamp':'2026-02-30T12:00:00Z'  | timestamp: '2026-02-30T12:00:00Z' is not accepted",
        "'timestamp':'2026-11-24T24:00:00Z'  | timestamp: '2026-11-24T24:00:00Z' is not accepted",
        "'timestamp':'٢٠٢٦-١١-٢٤'              | timestamp: '٢٠٢٦-١١-٢٤' is not accepted",
        "'timestamp':1764000000              | timestamp: '1764000000' is not accepted",
        "'timestamp':1.5                     | timestamp: '1.5' is not accepted; give ISO 8601",
        "'timestamp':99999999999999999999    | timestamp: '99999999999999999999' is not accepted",
        "'timestamp':-5                      | timestamp: '-5' is not accepted",
        "'timestamp':'2026-11-25T12:00:01Z'  | it is more than 24 h ahead",
        "'timestamp':null                    | timestamp: is missing",
        "'timestamp':'1764000000000'         | or epoch milliseconds as a number",
        "'type':null                         | type: is missing; give what the user did, such as view",
        "'type':'\\ud800\\u0000'             | type: '\uFFFD\uFFFD' is not accepted; give view",
        "'quantity':1.5                      | quantity: '1.5' is not accepted; give a whole number",
        "'quantity':'2'                      | quantity: '\"2\"' is not accepted; give a whole number",
        "'itemId':1.0                        | itemId: '1.0' is not accepted; give a text",
        "'itemId':1234567890e111             | is not accepted; give a text",
        "'userId':true                       | userId: 'true' is not accepted; give a text",
        "'userId':' '                        | userId: is missing; give a text of 1 to 128",
        "'type':'Buy now'                    | type: 'Buy now' is not accepted; give view, click",
        "'price':'cheap'                     | price: '\"cheap\"' is not accepted; give a number",
        "'price':-1                          | price: '-1.0' is not accepted; give a number from 1.0E-9",
        "'price':1e300                       | price: '1.0E300' is not accepted",
        "'value':1e-300                      | value: '1.0E-300' is not accepted",
        "'quantity':0                        | quantity: '0' is not accepted; give a whole number",
        "'eventId':'a#b'                     | eventId: 'a#b' is not accepted; leave out",
        "'context':[1]                       | context: '[1]' is not accepted; give an object",
        "'context':{'a':{}}                  | context.a: '{}' is not accepted; give a text",
        "'recommendationId':7                | recommendationId: '7' is not accepted; give a text",
        "'placement':['home']                | placement: '[\"home\"]' is not accepted; give a text",
        "'placement':'\\u0007'              | context.placement: 'text with control characters",
        "'userId':'v'                        | userId: '\"named twice\"' is not accepted",
        "'userId':'\\ud800'                  | userId: 'text with control characters"
      })
  void shouldNameFieldValueAndRemedy(String field, String error) {
    String entry = event("u1", "i1", "1764000000000");
    String changed = changed(entry, field.replace('\'', '"'));

    Client.Answer answer = client.events(events(changed));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText()).contains(error);
    assertThat(interactions.size()).isZero();
  }

  /** A member that is given as {@code v} comes a second time, others instead of the first. */
  private static String changed(String entry, String member) {
    String name = member.substring(0, member.indexOf(':'));
    String others = member.endsWith(":\"v\"") ? entry : without(entry, name);
    return others.substring(0, others.length() - 1) + "," + member + "}";
  }

  private static String without(String entry, String name) {
    return entry.replaceAll(name + ":(\"[^\"]*\"|[0-9]+),?", "").replace(",}", "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
  void shouldRefuseTextThatIsNotUtf8(String charset) {
    String body = events(event("M\u00fcller", "i1", "1764000000000"));

    Client.Answer answer =
        client.call(
            IngestHandler.EVENTS, "application/json", body.getBytes(Charset.forName(charset)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).contains("UTF-8");
    assertThat(interactions.size()).isZero();
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
  void shouldRefuseAnEventThatNamesTwoLists() {
    String two = ",\"recommendationId\":\"a\",\"context\":{\"recommendationId\":\"b\"}}";

    Client.Answer answer =
        client.events(events(event("u1", "i1", "1764000000000").replace("}", two)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText())
        .isEqualTo(
            "recommendationId: 'a' is not accepted; context says something else; give it once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"events\":{}}", "{\"items\":[]}", "{\"events\":[]} x"})
  void shouldRefuseABodyThatIsNoListOfEvents(String body) {
    Client.Answer answer = client.events(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().path("content-type").asText())
        .isEqualTo("application/problem+json");
    assertThat(answer.body().path("detail").asText()).contains("{\"events\": [...]}");
  }

  @Test
  void shouldSayWhereABodyStopsBeingJson() {
    Client.Answer answer = client.events("{\"events\":\n [oops]}");

    assertThat(answer.body().path("detail").asText()).contains("from line 2, column ");
    assertThat(answer.text()).doesNotContain("oops");
  }

  @Test
  void shouldRefuseAListWithoutAnyEntry() {
    Client.Answer answer = client.events("{\"events\":[]}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").isArray()).isTrue();
    assertThat(answer.body().path("rejected")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 202",
    "application/json; charset=utf-8, 202",
    "APPLICATION/JSON, 202",
    "application/cloudevents+json, 202",
    "text/plain, 415",
    "application/jsonp, 415",
    "'', 415"
  })
  void shouldWantJson(String contentType, int status) {
    byte[] body = events(event("u1", "i1", "1764000000000")).getBytes(UTF_8);

    Client.Answer answer = client.call(IngestHandler.EVENTS, contentType, body);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(answer.body().path("detail").asText())
          .contains(contentType, "send application/json");
    }
  }

  @Test
  void shouldRefuseMoreThanTheLimits() {
    String most = list(500);
    String tooMany = list(501);
    String largest = most + " ".repeat(JsonBody.MAX_BYTES - most.length());
    String tooLarge = largest + " ";

    assertThat(client.events(most).body().path("accepted").asInt()).isEqualTo(500);
    assertThat(client.events(largest).body().path("duplicates").asInt()).isEqualTo(500);
    assertThat(client.events(tooMany).status()).isEqualTo(413);
    assertThat(client.events(tooLarge).status()).isEqualTo(413);
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

  private static String list(int size) {
    return events(
        IntStream.range(0, size)
            .mapToObj(i -> event("u" + i, "i", "1764000000000"))
            .toArray(String[]::new));
  }

  private static String events(String... entries) {
    return List.of(entries).stream().collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  private static String event(String user, String item, String timestamp) {
    return "{\"userId\":\""
        + user
        + "\",\"itemId\":\""
        + item
        + "\",\"type\":\"view\",\"timestamp\":"
        + timestamp
        + "}";
  }
}
