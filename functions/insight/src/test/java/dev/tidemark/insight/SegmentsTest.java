package dev.tidemark.insight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tidemark.lambda.Json;
import dev.tidemark.propensity.Person;
import dev.tidemark.propensity.Share;
import dev.tidemark.store.fake.InMemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private static final Path HOME = Path.of("..", "..");
  private static final String PEOPLE = Person.FOLDER + "20261128T000000Z-0/";

  private final InMemoryFolder store = new InMemoryFolder();
  private final Client client =
      new Client(store, InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z")));

  @BeforeEach
  void write() throws IOException {
    part(
        0,
        person("a", .9, .2, List.of("loyal"), "shoes", .5),
        person("b", .8, .7, List.of(), "hats", .1));
    part(1, person("c", .1, .1, List.of("loyal", "discount-led"), "Shoes", .9));
    put(
        "manifest.json",
        "{\"modelVersion\":\"20261128T000000Z-0\",\"time\":\"2026-11-28T00:00:00Z\"}");
  }

  private static Person person(
      String key, double month, double week, List<String> segments, String category, double share) {
    List<Share> next = List.of(new Share(category, share));
    return new Person(
        key,
        Map.of(7, week, 30, month),
        2,
        Double.NaN,
        segments,
        List.of(new Share("i-" + key, .5)),
        next,
        1);
  }

  private void part(int number, Person... people) throws IOException {
    store.put(
        PEOPLE + "part-0000" + number + ".jsonl.gz",
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out);
          for (Person person : people) {
            gzip.write((Json.mapper().writeValueAsString(person) + "\n").getBytes(UTF_8));
          }
          gzip.finish();
        });
  }

  private void put(String name, String content) throws IOException {
    store.put(PEOPLE + name, out -> out.write(content.getBytes(UTF_8)));
  }

  private JsonNode ask(Map<String, String> query) {
    ObjectNode event = Json.mapper().createObjectNode().put("routeKey", InsightHandler.SEGMENTS);
    query.forEach(event.putObject("queryStringParameters")::put);
    return client.call(event.toString().getBytes(UTF_8));
  }

  private List<String> found(Map<String, String> query) {
    return Client.body(ask(query)).path("people").findValuesAsText("userKey");
  }

  @Test
  void shouldFindTheLikeliestFirst() {
    assertThat(found(Map.of())).containsExactly("a", "b", "c");
    assertThat(found(Map.of("window", "7"))).containsExactly("b", "a", "c");
    assertThat(found(Map.of("size", "1"))).containsExactly("a");
    assertThat(found(Map.of("name", "loyal"))).containsExactly("a", "c");
    assertThat(found(Map.of("category", "shoes"))).containsExactly("a", "c");
    assertThat(found(Map.of("category", " SHOES / ", "window", ""))).containsExactly("a", "c");
    assertThat(found(Map.of("item", "i-b"))).containsExactly("b");
  }

  @Test
  void shouldAnswerTheSampleAsTheDescriptionSays() throws IOException {
    JsonNode answer =
        Client.body(client.call(Files.readAllBytes(HOME.resolve("events/insight-segments.json"))));

    assertThat(answer.path("matching").asInt()).isEqualTo(2);
    assertThat(answer.path("rule").asText()).startsWith("4 orders or more");
    assertThat(answer.path("rules").size()).isEqualTo(5);
    ObjectNode document =
        (ObjectNode)
            Json.mapper()
                .readTree(Files.readAllBytes(HOME.resolve("infra/docs/openapi.json")))
                .deepCopy();
    document.put("$ref", "#/components/schemas/People");
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(document)
                .validate(answer))
        .isEmpty();
  }

  @Test
  void shouldFindNobodyBeforeThereIsAModel() throws IOException {
    store.delete(PEOPLE + "manifest.json");

    JsonNode answer = Client.body(ask(Map.of()));

    assertThat(answer.path("modelVersion").asText()).isEqualTo("none");
    assertThat(answer.path("people")).isEmpty();
  }

  @Test
  void shouldNameWhatIsWrong() {
    for (Map<String, String> query :
        List.of(
            Map.of("window", "14"),
            Map.of("size", "0"),
            Map.of("name", "rich"),
            Map.of("item", "i", "category", "c"))) {
      JsonNode answer = ask(query);

      assertThat(answer.path("statusCode").asInt()).as("%s", query).isEqualTo(400);
      assertThat(query).containsKey(Client.body(answer).path("field").asText());
    }
    JsonNode unknown = Client.body(ask(Map.of("categry", "c")));
    assertThat(unknown.path("field").asText()).isEqualTo("parameter");
    assertThat(unknown.path("detail").asText()).contains("'categry'", "did you mean category?");
  }
}
