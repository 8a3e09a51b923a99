package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.file.ForecastFile;
import dev.tidemark.forecast.sales.Article;
import dev.tidemark.forecast.sales.SalesLog;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.files.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final Path HOME = Path.of("..", "..");
  private static final Instant BEGIN = Instant.parse("2026-01-05T10:00:00Z");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-06-01T00:00:00Z"));

  @TempDir private Path store;
  private ModelRegistry registry;
  private Client client;

  @BeforeEach
  void open() {
    registry = new ModelRegistry(new LocalFolder(store));
    client = new Client(new InMemoryInteractionStore(), now::get, 28_000, new LocalFolder(store));
  }

  @Test
  void shouldAnswerTheSampleAsTheDescriptionSays() throws IOException {
    serve("one", forecast(2));

    JsonNode category =
        client.call(Files.readAllBytes(HOME.resolve("events/insight-forecast.json")));
    JsonNode item = ask(Map.of("item", "tent", "promotion", "1, 3", "weeks", "26"));
    JsonNode total = ask(Map.of("item", "", "category", " "));

    assertThat(category.path("statusCode").asInt()).isEqualTo(200);
    assertThat(Client.body(category).path("weeks")).hasSize(8);
    assertThat(Client.body(category).path("level").asText()).isEqualTo("category");
    assertThat(Client.body(item).path("title").asText()).isEqualTo("A tent");
    assertThat(Client.body(item).path("weeks")).hasSize(26);
    assertThat(Client.body(total).path("level").asText()).isEqualTo("total");
    assertThat(Client.body(total).has("id")).isFalse();
    for (JsonNode answer : new JsonNode[] {category, item, total}) {
      assertFits(Client.body(answer));
    }
  }

  @Test
  void shouldFollowTheModelInService() throws IOException {
    serve("one", forecast(2));
    double before = mean();
    serve("two", forecast(4));

    assertThat(mean()).as("within half a minute").isEqualTo(before);
    now.set(now.get().plus(ServedForecast.FRESH).plusSeconds(1));
    assertThat(mean()).isGreaterThan(1.5 * before);
  }

  @Test
  void shouldSayThatThereIsNone() throws IOException {
    assertThat(detail(404, Map.of())).contains("no model is in service yet; train one");

    serve("old", new byte[0]);
    assertThat(detail(404, Map.of())).contains("old, has no forecast").contains("train again");

    serve("bad", forecast(2));
    Path file = store.resolve("models/bad/" + ModelPackage.FORECAST);
    byte[] altered = Files.readAllBytes(file);
    altered[altered.length - 1]++;
    Files.write(file, altered);
    assertThat(detail(503, Map.of())).contains("damaged").doesNotContain("SHA");
  }

  @Test
  void shouldNameWhatIsUnknown() throws IOException {
    serve("one", forecast(2));

    assertThat(detail(404, Map.of("item", "x"))).contains("item: 'x'");
    assertThat(detail(404, Map.of("category", "Indoor"))).contains("such as Outdoor/Tents");
  }

  @ParameterizedTest
  @CsvSource({
    "weeks, 300, 1 to 26",
    "weeks, 1.5, 1 to 26",
    "leadTime, 0, 1 to 26",
    "serviceLevel, 1, 0.5 to 0.99",
    "serviceLevel, NaN, 0.5 to 0.99",
    "promotion, '1,x', 1 to 26",
    "week, 4, did you mean weeks",
  })
  void shouldNameTheParameterThatIsWrong(String name, String value, String remedy) {
    JsonNode answer = client.call(InsightHandler.FORECAST, Map.of(name, value));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(Client.body(answer).path("detail").asText()).contains(name).contains(remedy);
  }

  @Test
  void shouldRefuseAnItemAndACategoryAtOnce() {
    assertThat(detail(400, Map.of("item", "a", "category", "b"))).contains("not both");
  }

  private double mean() {
    return Client.body(ask(Map.of())).path("weeks").path(0).path("mean").asDouble();
  }

  private JsonNode ask(Map<String, String> query) {
    JsonNode answer = client.call(InsightHandler.FORECAST, query);
    assertThat(answer.path("statusCode").asInt()).as("%s", answer).isEqualTo(200);
    return answer;
  }

  private String detail(int status, Map<String, String> query) {
    JsonNode answer = client.call(InsightHandler.FORECAST, query);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    return Client.body(answer).path("detail").asText();
  }

  /** A model with this forecast, or without where it is empty, becomes champion. */
  private void serve(String version, byte[] forecast) throws IOException {
    Path folder = Files.createDirectories(store.resolve("models").resolve(version));
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("format", Manifest.FORMAT).put("version", version);
    ObjectNode files = manifest.putObject("files");
    if (forecast.length > 0) {
      Files.write(folder.resolve(ModelPackage.FORECAST), forecast);
      files.put(ModelPackage.FORECAST, Sha256.hex(new ByteArrayInputStream(forecast)));
    }
    Files.write(folder.resolve(ModelRegistry.MANIFEST), Json.mapper().writeValueAsBytes(manifest));
    PromotionState state =
        PromotionState.adopted(new ServedModel(version, "1"), now.get().toString());
    ModelRegistry.Entry seen =
        registry.promotion().orElse(new ModelRegistry.Entry(state, Optional.empty()));
    assertThat(registry.write(seen, state)).isPresent();
  }

  private static byte[] forecast(int pieces) throws IOException {
    SalesLog log = new SalesLog();
    for (int day = 0; day < 140; day++) {
      log.sold("tent", BEGIN.plus(Duration.ofDays(day)), pieces, day % 30 == 3);
      log.sold("lamp", BEGIN.plus(Duration.ofDays(day)), 1, false);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ForecastFile.write(
        ShopForecast.of(
            log.history(
                Map.of(
                    "tent", new Article("A tent", "Outdoor/Tents", 90, true),
                    "lamp", new Article("", "Home/Lamps", 9, true)))),
        out);
    return out.toByteArray();
  }

  private static void assertFits(JsonNode answer) throws IOException {
    ObjectNode document =
        (ObjectNode) Json.mapper().readTree(HOME.resolve("infra/docs/openapi.json").toFile());
    document.put(
        "$ref", "#/paths/~1v1~1forecast/get/responses/200/content/application~1json/schema");
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(document)
                .validate(answer))
        .isEmpty();
  }
}
