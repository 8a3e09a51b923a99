package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.data.format.Given;
import dev.tidemark.local.Console;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.aws.batch.TrainingRunner;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.data.ImportTarget;
import dev.tidemark.local.data.Importer;
import dev.tidemark.local.shop.SimulatedShop;
import dev.tidemark.local.template.FunctionDefinition;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folders that Lambda would unpack, under AWS's runtime with SnapStart's hooks, on tables of
 * the template: first as after a first deploy, then with a model of the real training job.
 */
class PackagedFunctionsIT {
  private static final Pattern PRIMED = Pattern.compile("warm-up requests replayed: (\\d+)");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Console console =
      new Console(
          new PrintWriter(System.out, true, StandardCharsets.UTF_8), false, System::nanoTime);
  private PackagedParts parts;

  @TempDir Path data;

  @BeforeEach
  void start() throws Exception {
    parts = new PackagedParts(lines::add, console::line);
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void shouldServeWithoutAModelAndThenFromOne() throws Exception {
    // Given: a first deploy, with empty tables and an empty bucket
    parts.functions.start(parts.template.functions(), parts.deployed);
    Api api = new Api(parts.gateway.port());

    // Then
    JsonNode first = api.recommendations("anybody");
    assertThat(first.path("strategy").asText()).isEqualTo("newest");
    assertThat(first.path("modelVersion").asText()).isEqualTo("none");
    assertThat(first.path("items")).isEmpty();
    api.get(200, "/health");

    // When: data comes in and the training job publishes a model
    new SimulatedShop(40, 5).write(data);
    DataSet shop = DataSet.read(data, Given.NOTHING);
    new Importer(ImportTarget.of(parts.tables, parts.values), console).run(shop, Instant.now());
    JsonNode newest = api.recommendations("anybody");
    assertThat(newest.path("items")).hasSize(20);
    FunctionDefinition scoring = parts.template.declaring("MODEL_VERSION").get(0);
    Map<String, String> names = parts.values.environmentOf(scoring);
    Path export = parts.workspace.training().resolve("export");
    parts.tables.export(names.get("INTERACTIONS_TABLE"), export.resolve("interactions"));
    parts.tables.export(names.get("CATALOGUE_TABLE"), export.resolve("catalogue"));
    String version =
        new TrainingRunner(
                new JobProcess(parts.build.trainingJob(), parts.libraries, parts.workspace.tmp()),
                parts.workspace.logs(),
                console::line,
                parts.closeables)
            .run(
                List.of(
                    "--export",
                    export.toString(),
                    "--models",
                    parts.workspace.folder().toString(),
                    "--epochs",
                    "2",
                    "--set",
                    "dimension=64,hidden=64"));
    parts.functions.start(
        parts.template.declaring("MODEL_VERSION"),
        parts.deployed.with(Map.of("MODEL_VERSION", version)));

    // Then
    shouldHavePredictedBeforeTheSnapshot(scoring);
    shouldFollowEachEvent(api, shop.example().user(), version);
    shouldCountWhatCameOfAList(api, shop.example().user());
    shouldStillAnswerAfterFifteenYears(api, shop.example().item());
    shouldFollowTheBusAndTheImportFolder(api, shop.example().user());
    JsonNode unknown = api.recommendations("nobody-yet");
    assertThat(unknown.path("strategy").asText()).isEqualTo("popular");
    assertThat(unknown.path("modelVersion").asText()).isEqualTo(version);
    assertThat(unknown.path("items")).hasSize(20);
    shouldHaveMeasuredWithoutTellingWhose(scoring);

    // Then: the same holds from the layer that would be uploaded
    Map<String, String> deployed =
        new LocalRun.Started(
                parts.template,
                parts.values.with(Map.of("MODEL_VERSION", version)),
                parts.secret,
                shop.example().user())
            .environmentOf(scoring);
    new PackagedLayer(
            parts.template, scoring, parts.build.runtimeClient(), parts.workspace.folder())
        .shouldTrustNothingOfBeforeTheSnapshotAndStayWithinLambdasLimits(
            deployed,
            parts.tables.endpoint(),
            parts.workspace.folder().resolve("models").resolve(version),
            shop.example().user());
  }

  /** Each answer leaves one line that CloudWatch takes for metrics. */
  private void shouldHaveMeasuredWithoutTellingWhose(FunctionDefinition scoring) throws Exception {
    Path log = parts.workspace.logs().resolve(scoring.id() + ".log");
    List<String> lines =
        Files.readAllLines(log).stream().filter(line -> line.startsWith("{\"_aws\"")).toList();
    assertThat(lines).isNotEmpty();
    JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(last.path("FunctionName").asText()).isEqualTo(scoring.id());
    assertThat(last.path("PopularRecommendations").asInt()).isEqualTo(1);
    assertThat(last.path("Fallbacks").asInt()).isEqualTo(1);
    assertThat(Files.readString(log)).doesNotContain("nobody-yet");
  }

  /** The function fails at init unless every one of these is answered by the model. */
  private void shouldHavePredictedBeforeTheSnapshot(FunctionDefinition scoring) throws Exception {
    String log = Files.readString(parts.workspace.logs().resolve(scoring.id() + ".log"));
    String lastStart = log.substring(log.lastIndexOf("Picked up JAVA_TOOL_OPTIONS"));
    Matcher primed = PRIMED.matcher(lastStart);
    assertThat(primed.find()).isTrue();
    assertThat(Integer.parseInt(primed.group(1))).isPositive();
    assertThat(primed.start()).isLessThan(lastStart.indexOf("-- snapshot taken"));
  }

  private static void shouldFollowEachEvent(Api api, String user, String version) throws Exception {
    JsonNode before = api.recommendations(user);
    assertThat(before.path("strategy").asText()).isEqualTo("lstm");
    assertThat(before.path("modelVersion").asText()).isEqualTo(version);
    assertThat(before.path("items")).hasSize(20);
    assertThat(api.recommendations(user)).isEqualTo(before);

    String item = before.path("items").get(10).path("itemId").asText();
    Instant now = Instant.now();
    JsonNode stored = api.postEvent(user, item, now);
    assertThat(stored.path("accepted").asInt()).isEqualTo(1);
    assertThat(stored.path("duplicates").asInt()).isZero();
    JsonNode after = api.recommendations(user);
    assertThat(Api.itemsBut(item, after)).isNotEqualTo(Api.itemsBut(item, before));

    assertThat(api.postEvent(user, item, now).path("duplicates").asInt()).isEqualTo(1);
    assertThat(api.recommendations(user)).isEqualTo(after);
  }

  private static void shouldCountWhatCameOfAList(Api api, String user) throws Exception {
    // Given
    JsonNode list = api.recommendations(user);
    Map<String, String> shown =
        Map.of(
            "userId",
            user,
            "itemId",
            list.path("items").path(0).path("itemId").asText(),
            "type",
            "impression",
            "timestamp",
            Instant.now().toString(),
            "recommendationId",
            list.path("recommendationId").asText(),
            "placement",
            "home");
    Map<String, String> clicked = new HashMap<>(shown);
    clicked.put("type", "click");

    // When: all is sent twice
    for (int i = 0; i < 2; i++) {
      assertThat(api.post(shown).path("duplicates").asInt()).isEqualTo(i);
      assertThat(api.recommendations(user)).as("an impression is no interest").isEqualTo(list);
    }
    api.post(clicked);
    api.post(clicked);

    // Then
    JsonNode metrics = api.get(200, "/v1/metrics");
    assertThat(metrics.path("impressions").asInt()).isEqualTo(1);
    assertThat(metrics.path("clickRate").asDouble()).isEqualTo(1);
    assertThat(metrics.path("by").path("strategy").path(0).path("name").asText()).isEqualTo("lstm");
  }

  private void shouldFollowTheBusAndTheImportFolder(Api api, String user) throws Exception {
    // Given
    parts.messaging.open();
    JsonNode before = api.recommendations(user);
    String first = before.path("items").get(5).path("itemId").asText();
    String second = before.path("items").get(7).path("itemId").asText();
    Instant now = Instant.now();

    // When, then: nine events and one that nothing can be made of, and the event counts at once
    Bus bus = new Bus(parts.messaging.port(), parts.messaging.buses().get(0));
    bus.putWithNeighbours(user, first, now);
    JsonNode after = changed(api, user, before);
    assertThat(Api.itemsBut(first, after)).isNotEqualTo(Api.itemsBut(first, before));
    assertThat(api.postEvent(user, first, now).path("duplicates").asInt()).isEqualTo(1);
    for (int i = 1; i < Bus.NEIGHBOURS; i++) {
      shouldBeStored(api, Bus.neighbour(i), first, now);
    }
    shouldHaveTold(
        "Set aside: Shopper Event: no valid entry; 1 read, 0 stored, 0 already there,"
            + " 1 refused: 1 x itemId (at 0);");

    // When, then: the same event comes again, and a file twice
    JsonNode settled = api.recommendations(user);
    bus.put(user, first, now);
    Path folder = Files.createDirectories(parts.workspace.imports().resolve("events"));
    String csv =
        "user_id,item_id,event_type,timestamp\n"
            + String.join(",", user, second, "view", now.plusSeconds(1) + "\n");
    Files.writeString(folder.resolve("a.csv"), csv);
    JsonNode imported = changed(api, user, settled);
    Files.writeString(folder.resolve("b.csv"), csv + "\n");
    shouldHaveLogged("Shopper Event: 1 read, 0 stored, 1 already there");
    shouldHaveTold("Import events/a.csv: 1 read, 1 stored, 0 already there");
    shouldHaveTold("Import events/b.csv: 1 read, 0 stored, 1 already there");
    assertThat(api.postEvent(user, second, now.plusSeconds(1)).path("duplicates").asInt())
        .isEqualTo(1);
    assertThat(api.recommendations(user)).isEqualTo(imported);
  }

  private void shouldHaveTold(String begin) throws Exception {
    for (int i = 0; i < 200 && lines.stream().noneMatch(line -> line.startsWith(begin)); i++) {
      Thread.sleep(100);
    }
    assertThat(lines).anyMatch(line -> line.startsWith(begin));
  }

  private void shouldHaveLogged(String line) throws Exception {
    Path log = parts.workspace.logs().resolve("IngestQueue.log");
    for (int i = 0; i < 200 && !Files.readString(log).contains(line); i++) {
      Thread.sleep(100);
    }
    assertThat(log).content().contains(line);
  }

  private static void shouldBeStored(Api api, String user, String item, Instant time)
      throws Exception {
    for (int i = 0; i < 50; i++) {
      if (api.recommendations(user).path("strategy").asText().equals("lstm")) {
        break;
      }
      Thread.sleep(100);
    }
    assertThat(api.postEvent(user, item, time).path("duplicates").asInt()).as(user).isEqualTo(1);
  }

  private static JsonNode changed(Api api, String user, JsonNode before) throws Exception {
    JsonNode after = before;
    for (int i = 0; i < 200 && after.equals(before); i++) {
      Thread.sleep(100);
      after = api.recommendations(user);
    }
    return after;
  }

  /** A gap far beyond what training saw counts as the largest it saw. */
  private static void shouldStillAnswerAfterFifteenYears(Api api, String item) throws Exception {
    Instant then = Instant.now().minus(Duration.ofDays(15 * 365));
    api.postEvent("returning", item, then);
    JsonNode before = api.recommendations("returning");
    api.postEvent("returning", item, Instant.now());
    JsonNode after = api.recommendations("returning");

    for (JsonNode answer : List.of(before, after)) {
      assertThat(answer.path("strategy").asText()).isEqualTo("lstm");
      assertThat(answer.path("items")).hasSize(20);
      assertThat(answer.path("items").get(0).path("score").asDouble()).isBetween(0.001, 1.0);
    }
    assertThat(after.path("items")).isNotEqualTo(before.path("items"));
  }
}
