package dev.tidemark.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Moment;
import dev.tidemark.recommendation.LstmRecommender;
import dev.tidemark.recommendation.Recommender;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import dev.tidemark.store.fake.InMemoryFolder;
import dev.tidemark.store.tables.ExportReader;
import dev.tidemark.training.TestExport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchRunTest {
  private static final int USERS = 7;
  private static final int PER_PART = 3;
  private static final String TIME = "2026-06-01T12:00:00Z";
  private static final String LATER = "2026-06-02T12:00:00Z";
  private static final String BELOW = "recommendations/" + FakeModel.VERSION + "/";

  private final InMemoryFolder export = new InMemoryFolder();
  private final InMemoryFolder store = new InMemoryFolder();
  private final FakeModel model = new FakeModel(12);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private Set<UserKey> erased = Set.of();
  private final List<String> rows = new ArrayList<>();

  @BeforeEach
  void setUp() throws IOException {
    for (int user = 0; user < USERS; user++) {
      // The last one did what the model does not know, and took something back.
      row(user, 0, user == USERS - 1 ? "unknown" : FakeModel.item(1 + user), "view");
      row(user, 1, FakeModel.item(2), user == USERS - 1 ? "refund" : "purchase");
    }
    exported();
    put(
        "catalogue",
        List.of(
            item("item-1", "One", true), item("item-2", "Two", true), item("item-3", "", false)));
  }

  @Test
  void shouldAnswerEveryUserAsServingDoes() throws IOException {
    // When
    BatchFigures figures = run(TIME, recommender -> recommender);

    // Then
    assertThat(figures.users()).isEqualTo(USERS);
    assertThat(figures.parts()).isEqualTo(3);
    assertThat(figures.strategies()).containsOnly(Map.entry("lstm", 6), Map.entry("popular", 1));
    assertThat(store.list("").keySet())
        .containsExactly(
            BELOW + "begun.json",
            BELOW + "manifest.json",
            BELOW + "part-00000.jsonl.gz",
            BELOW + "part-00001.jsonl.gz",
            BELOW + "part-00002.jsonl.gz");
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(USERS);
    FakeShopData data = served();
    Recommender serving =
        new LstmRecommender(model.modelPackage(), model, data, InstantSource.system());
    for (int user = 0; user < USERS; user++) {
      UserKey key = new UserKey("user" + user);
      JsonNode answer =
          new ObjectMapper().valueToTree(serving.recommend(request(key), () -> 100_000));
      JsonNode line = lines.get(user);
      assertThat(line.path("userKey").asText()).isEqualTo(key.value());
      assertThat(line.path("items")).isEqualTo(answer.path("items")).hasSize(5);
      assertThat(line.path("recommendationId")).isEqualTo(answer.path("recommendationId"));
      assertThat(line.path("modelVersion").asText()).isEqualTo(FakeModel.VERSION);
      assertThat(line.path("interest")).isEqualTo(answer.path("interest"));
      assertThat(line.has("userId")).isFalse();
      assertThat(line.path("items").findValuesAsText("itemId")).doesNotContain("item-3");
    }
  }

  @Test
  void shouldGoOnWhereItWasKilled() throws IOException {
    // Given: what an undisturbed run writes
    run(TIME, recommender -> recommender);
    List<JsonNode> whole = lines();
    store.list("").keySet().forEach(this::delete);

    // When: it ends at the fifth user, and another one goes on later
    int[] asked = {0};
    assertThatThrownBy(
            () ->
                run(
                    TIME,
                    recommender ->
                        (request, millis) -> {
                          if (++asked[0] == 5) {
                            throw new UncheckedIOException(new IOException("killed"));
                          }
                          return recommender.recommend(request, millis);
                        }))
        .hasMessageContaining("killed");
    assertThat(store.list("").keySet())
        .containsExactly(BELOW + "begun.json", BELOW + "part-00000.jsonl.gz");
    BatchFigures figures = run(LATER, recommender -> recommender);

    // Then: as if it had never been killed
    assertThat(figures.resumed()).isEqualTo(PER_PART);
    assertThat(figures.time()).isEqualTo(TIME);
    assertThat(figures.strategies().values().stream().mapToInt(it -> it).sum())
        .isEqualTo(USERS - PER_PART);
    assertThat(lines()).isEqualTo(whole);
    assertThat(run(LATER, recommender -> recommender).resumed()).isEqualTo(USERS);
  }

  @Test
  void shouldBeginAnewWhereTheTablesHaveChanged() throws IOException {
    run(TIME, recommender -> recommender);
    row(0, 2, FakeModel.item(9), "view");
    exported();

    BatchFigures figures = run(LATER, recommender -> recommender);

    assertThat(figures.resumed()).isZero();
    assertThat(figures.time()).isEqualTo(LATER);
    assertThat(lines()).hasSize(USERS);
  }

  @Test
  void shouldBeginAnewWhereItsBeginningIsDamaged() throws IOException {
    run(TIME, recommender -> recommender);
    store.put(BELOW + "begun.json", "{");

    assertThat(run(LATER, recommender -> recommender).resumed()).isZero();
  }

  @Test
  void shouldWriteUsersInTheOrderOfTheirKeysOverAllParts() throws IOException {
    run(TIME, recommender -> recommender);

    assertThat(lines()).extracting(line -> line.path("userKey").asText()).isSorted().hasSize(7);
  }

  @Test
  void shouldLeaveOutWhoWasErasedWhileItRuns() throws IOException {
    run(
        TIME,
        recommender ->
            (request, millis) -> {
              erased = Set.of(new UserKey("user6"));
              return recommender.recommend(request, millis);
            });

    assertThat(lines())
        .extracting(line -> line.path("userKey").asText())
        .hasSize(6)
        .doesNotContain("user6");
  }

  @Test
  void shouldTellRateAndTimeLeft() throws IOException {
    run(
        TIME,
        recommender ->
            (request, millis) -> {
              nanos.addAndGet(2_000_000_000L);
              return recommender.recommend(request, millis);
            });

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("3 of 7 users  1 users/s  0:08 left", "6 of 7 users  1 users/s  0:02 left");
  }

  private interface Around {
    Recommender of(Recommender recommender);
  }

  private BatchFigures run(String time, Around around) throws IOException {
    PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
    ExportedShop shop = ExportedShop.read(new ExportReader(export, Map.of()), lines);
    Recommender recommender =
        new LstmRecommender(model.modelPackage(), model, shop, InstantSource.system());
    return new BatchRun(
            shop,
            around.of(recommender),
            new Output(store, Output.RECOMMENDATIONS, FakeModel.VERSION),
            new BatchProgress(lines, nanos::get, shop.shoppers()),
            () -> erased)
        .run(new Plan(shop.hash(), time, 5, shop.shoppers(), PER_PART));
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String file : store.list(BELOW + "part").keySet()) {
      try (GZIPInputStream in = new GZIPInputStream(store.open(file).orElseThrow())) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          lines.add(new ObjectMapper().readTree(line));
        }
      }
    }
    return lines;
  }

  /** What the function would read. */
  private FakeShopData served() {
    FakeShopData data = new FakeShopData();
    new ExportReader(export, Map.of()).interactions(data.interactions::add);
    new ExportReader(export, Map.of()).items(data::sells);
    return data;
  }

  private static RecommendationRequest request(UserKey key) {
    return new RecommendationRequest(
        Subject.user("", List.of(key)),
        5,
        ItemFilter.ANY,
        Exclusions.NOTHING,
        Assortment.NONE,
        Moment.of(Instant.parse(TIME).toEpochMilli()),
        false,
        false);
  }

  private void row(int user, int number, String itemId, String type) {
    rows.add(
        String.format(
            Locale.ROOT,
            "\"pk\":{\"S\":\"user%d\"},\"sk\":{\"S\":\"e%d\"},\"place\":{\"S\":\"%015d#%019d#e%d\"},"
                + "\"itemId\":{\"S\":\"%s\"},\"type\":{\"S\":\"%s\"}",
            user,
            number,
            1_780_000_000_000L + number,
            0,
            number,
            itemId,
            type));
  }

  private static String item(String id, String title, boolean active) {
    return String.format(
        Locale.ROOT,
        "\"pk\":{\"S\":\"%s\"}%s%s",
        id,
        title.isEmpty() ? "" : ",\"title\":{\"S\":\"" + title + "\"}",
        active ? ",\"shelf\":{\"S\":\"active\"}" : "");
  }

  private void exported() throws IOException {
    put("interactions", rows);
  }

  private void put(String table, List<String> items) throws IOException {
    byte[] file = TestExport.file(items);
    export.put(table + "/part-00000.json.gz", content -> content.write(file));
  }

  private void delete(String file) {
    store.delete(file);
  }
}
