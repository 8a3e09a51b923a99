package dev.tidemark.recommend;

import static dev.tidemark.store.contract.Samples.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Environment;
import dev.tidemark.model.ModelNotFoundException;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.select.LiveCounts;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function put together from its environment, on real tables and a model store of files. */
class RecommendIT {
  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

  /** A busy machine must not look like tables that do not answer. */
  private static final Backoff PATIENT = Backoff.ofTotal(Duration.ofSeconds(20));

  private static final Map<String, String> PROPERTIES =
      Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  private final TestTables tables = new TestTables(SharedDynamoDb.get());
  private final DynamoDbInteractionStore interactions =
      new DynamoDbInteractionStore(
          tables.client(),
          tables.interactions(),
          Clock.systemUTC(),
          Duration.ZERO,
          Backoff.interactive());
  private final DynamoDbCatalogueStore catalogue =
      new DynamoDbCatalogueStore(
          tables.client(), tables.catalogue(), Clock.systemUTC(), Backoff.interactive());
  private final CounterStore counters =
      new DynamoDbCounterStore(
          tables.client(), tables.counters(), Backoff.interactive(), Lanes.one());
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    PROPERTIES.forEach(System::setProperty);
    Path secret = folder.resolve("key");
    Files.writeString(secret, SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    environment.put("INTERACTIONS_TABLE", tables.interactions());
    environment.put("CATALOGUE_TABLE", tables.catalogue());
    environment.put("COUNTERS_TABLE", tables.counters());
    environment.put("USER_KEY_SECRET", secret.toUri().toString());
    environment.put("MODEL_STORE", folder.toUri().toString());
    environment.put("DYNAMODB_ENDPOINT", SharedDynamoDb.get().endpoint().toString());
  }

  @AfterEach
  void tearDown() {
    tables.close();
    PROPERTIES.keySet().forEach(System::clearProperty);
  }

  @Test
  void shouldServeAFirstDeployment() throws InterruptedException {
    // Given: nothing but empty tables, and a version that nobody has published
    environment.put("MODEL_VERSION", "20260101T000000Z-none");
    Serving serving = open();
    new RecommendHandler(serving, Client.NO_MODELS, Client.SILENT).prime();
    Client client = new Client(serving);
    assertThat(client.recommendations(Map.of()).path("items")).isEmpty();

    // When: the first items and events come in
    catalogue.put(whole(item("lamp", 20), item("chair", 50)));
    Pseudonymiser users = new Pseudonymiser(SECRET.getBytes(StandardCharsets.UTF_8));
    interactions.put(List.of(view(users.keyOf(Client.USER), "chair", 1000)));
    JsonNode answer = client.recommendations(Map.of("exclude", "seen"));

    // Then
    assertThat(answer.path("modelVersion").asText()).isEqualTo("none");
    assertThat(answer.path("strategy").asText()).isEqualTo("newest");
    assertThat(answer.path("items")).hasSize(1);
    assertThat(answer.path("items").path(0).path("itemId").asText()).isEqualTo("lamp");
    assertThat(answer.path("items").path(0).path("title").asText()).isEqualTo("A lamp");
    assertThat(client.recommendations(Map.of("maxPrice", "10")).path("items")).isEmpty();

    // When: it is counted what shoppers do
    Instant now = Instant.now();
    counters.count(
        List.of(
            view(new UserKey("a"), "chair", now.toEpochMilli()),
            view(new UserKey("b"), "chair", now.toEpochMilli()),
            view(new UserKey("c"), "lamp", now.toEpochMilli())));
    Client restored = new Client(open());
    JsonNode popular = restored.recommendations(Map.of());
    // The first read has little time for all that it sets up; others are made after a pause.
    for (int i = 0; i < 60 && !popular.path("strategy").asText().equals("popular"); i++) {
      Thread.sleep(500);
      popular = restored.recommendations(Map.of());
    }

    // Then
    assertThat(popular.path("strategy").asText()).isEqualTo("popular");
    assertThat(Client.ids(popular)).containsExactly("chair", "lamp");
  }

  @Test
  void shouldReadHistoryAndTitlesOfRealTables() {
    // Given
    FakeModel model = new FakeModel(40);
    ShopData data =
        ShopData.of(interactions, catalogue, new LiveCounts(counters, Clock.systemUTC()));
    Serving serving = Serving.with(model.modelPackage(), model, data, Client.USERS, Client.CLOCK);
    List<Interaction> history = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      history.add(view(Client.KEY, FakeModel.item(i), 5000));
    }
    history.sort(Interaction.SERVED_ORDER.reversed());
    interactions.put(history);
    catalogue.put(whole(item("item-8", 8)));

    // When
    JsonNode answer = new Client(serving).recommendations(Map.of("count", "40"));

    // Then: events of one instant come in the order in which they were trained on
    List<Integer> expected = new ArrayList<>();
    history.stream()
        .sorted(Interaction.SERVED_ORDER)
        .skip(1)
        .map(it -> Integer.valueOf(it.itemId().substring("item-".length())))
        .forEach(expected::add);
    expected.add(FakeModel.OLDER, 0);
    assertThat(model.scored.get(0).items())
        .containsExactly(expected.stream().mapToInt(i -> i).toArray());
    assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
    for (JsonNode item : answer.path("items")) {
      assertThat(item.has("title")).isEqualTo(item.path("itemId").asText().equals("item-8"));
    }

    // When it is switched off
    Item off = new Item("item-8", "", "", Double.NaN, List.of(), List.of(), false);
    catalogue.patch(List.of(new ItemUpdate(off, Set.of(Field.ACTIVE))));

    // Then the very next answer lacks it
    assertThat(answer.path("items").findValuesAsText("itemId")).contains("item-8");
    assertThat(
            new Client(serving)
                .recommendations(Map.of("count", "40"))
                .path("items")
                .findValuesAsText("itemId"))
        .isNotEmpty()
        .doesNotContain("item-8");
  }

  @Test
  void shouldReadFromRealTablesWhatCameAfterTraining() {
    // Given: one that a category describes, one that only a content vector does
    FakeModel model = FakeModel.describing(40);
    ShopData data =
        ShopData.of(
            new DynamoDbInteractionStore(
                tables.client(), tables.interactions(), Clock.systemUTC(), Duration.ZERO, PATIENT),
            new DynamoDbCatalogueStore(
                tables.client(), tables.catalogue(), Clock.systemUTC(), PATIENT),
            new LiveCounts(counters, Clock.systemUTC()));
    Instant[] now = {Client.CLOCK.instant()};
    Client client =
        new Client(Serving.with(model.modelPackage(), model, data, Client.USERS, () -> now[0]));
    interactions.put(List.of(view(Client.KEY, FakeModel.item(1), 5000)));
    client.recommendations(Map.of());
    catalogue.put(
        whole(
            new Item("placed", "", "A/X", 1, List.of(), List.of(), true),
            new Item("pictured", "", "", Double.NaN, List.of(), List.of(2f), true),
            item("not-described", 1)));

    // When
    now[0] = now[0].plusSeconds(30);
    List<String> ids = Client.ids(client.recommendations(Map.of("count", "42")));

    // Then
    assertThat(ids).hasSize(42).startsWith("placed").contains("pictured");
    assertThat(ids).doesNotContain("not-described");

    // When it is switched off
    Item off = new Item("placed", "", "", Double.NaN, List.of(), List.of(), false);
    catalogue.patch(List.of(new ItemUpdate(off, Set.of(Field.ACTIVE))));

    // Then the very next answer lacks it
    assertThat(Client.ids(client.recommendations(Map.of("count", "42")))).doesNotContain("placed");
  }

  @Test
  void shouldNotStartWithAnotherModelThanTheOneNamed() throws IOException {
    Path other = Files.createDirectories(folder.resolve("models/20250101T000000Z-other"));
    Files.writeString(other.resolve("manifest.json"), "{}");
    environment.put("MODEL_VERSION", "20260101T000000Z-none");

    assertThatThrownBy(this::open)
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("20260101T000000Z-none");
  }

  private Serving open() {
    return new RecommendSetup(Environment.read(environment, RecommendConfig::new)).serving();
  }

  private static Item item(String id, double price) {
    return new Item(id, "A " + id, "", price, List.of(), List.of(), true);
  }

  private static Interaction view(UserKey user, String itemId, long millis) {
    return new Interaction(
        user,
        "event-of-" + itemId,
        itemId,
        "view",
        Instant.ofEpochMilli(millis),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }
}
