package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.data.format.Given;
import dev.tidemark.local.Console;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.batch.JobProcess;
import dev.tidemark.local.aws.batch.TrainingRunner;
import dev.tidemark.local.data.DataSet;
import dev.tidemark.local.data.ImportTarget;
import dev.tidemark.local.data.Importer;
import dev.tidemark.local.erasure.ErasureCheck;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One shopper on the real parts, who is erased: nothing of them is left anywhere. */
class ErasureIT {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final StringWriter output = new StringWriter();
  private final Console console = new Console(new PrintWriter(output), false, System::nanoTime);
  private PackagedParts parts;
  private Api api;
  private String user;
  private String item;

  @TempDir Path data;

  @BeforeEach
  void start() throws Exception {
    parts = new PackagedParts(lines::add, console::line);
    Workspace workspace = parts.workspace;
    workspace.controlFile().write(parts.gateway.port(), parts.secret);
    parts.gateway.tell(
        StorageEndpoint.PATH, AwsServer.handler(new StorageEndpoint(workspace.folder())));
    ErasureCheck check =
        new ErasureCheck(
            parts.tables.client(),
            parts.template.tables().keySet(),
            workspace.folder(),
            workspace.users());
    parts.gateway.control(
        ErasureEndpoint.PATH,
        parts.secret,
        AwsServer.handler(new ErasureEndpoint(check, InstantSource.system())));
    api = new Api(parts.gateway.port());
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void shouldLeaveNothingOfAnErasedUserAnywhere() throws Exception {
    // Given a model that serves, a shopper known to all parts, and one message set aside
    SimulatedShop simulated = new SimulatedShop(60, 5);
    simulated.write(data);
    serve(DataSet.read(data, Given.NOTHING));
    Instant before = Instant.now();
    api.postEvent(user, item, before);
    new Bus(parts.messaging.port(), parts.messaging.buses().get(0))
        .putWithNeighbours(user, item, before);
    awaitLine("Set aside: Shopper Event: no valid entry");
    assertThat(api.recommendations(user).path("strategy").asText()).isEqualTo("lstm");
    String key = parts.workspace.users().keyOf(user).value();
    assertThat(recommendations()).contains(key);
    assertThat(deadLetters()).contains(user);
    Map<String, AttributeValue> row = oneRow(key);
    String held = api.text("/v1/users/" + user + "/data");
    assertThat(held.lines().filter(line -> line.contains("\"kind\":\"event\"")).count())
        .isGreaterThan(3);
    assertThat(held).contains("\"kind\":\"recommendations\"");
    assertThat(api.text("/v1/segments?size=1000")).contains(key);

    // When
    JsonNode receipt = api.delete("/v1/users/" + user);

    // Then
    assertThat(receipt.path("userKey").asText()).isEqualTo(key);
    assertThat(receipt.at("/erased/interactions").asLong())
        .isEqualTo(held.lines().filter(line -> line.contains("\"kind\":\"event\"")).count());
    assertThat(receipt.at("/erased/recommendations").asLong())
        .as("of batch, and what was expected of the shopper")
        .isEqualTo(2);
    assertThat(api.text("/v1/segments?size=1000")).contains("userKey").doesNotContain(key);
    assertThat(receipt.at("/erased/deadLetters").asLong()).isEqualTo(1);
    assertThat(api.recommendations(user).path("strategy").asText()).isEqualTo("popular");
    assertThat(api.text("/v1/users/" + user + "/data").lines())
        .singleElement()
        .asString()
        .startsWith("{\"kind\":\"erasure\"");
    assertThat(recommendations()).doesNotContain(key);
    assertThat(deadLetters()).doesNotContain(user);
    JsonNode verified = verify(receipt, user);
    assertThat(verified.path("found")).isEmpty();
    assertThat(verified.path("clean").asBoolean()).isTrue();
    assertThat(verified.path("checked").properties())
        .extracting(Map.Entry::getKey)
        .contains("tables", "recommendations", "models", "logs", "training");
    assertThat(verified.path("remaining").findValuesAsText("where"))
        .as("the export that was trained on")
        .anyMatch(where -> where.startsWith("training/"));

    // Then: what comes late is refused, whatever brings it, and goes nowhere
    shouldRefuseLateEvents(before);
    assertThat(verify(receipt, user).path("found")).isEmpty();
    assertThat(api.recommendations(user).path("strategy").asText()).isEqualTo("popular");
    JsonNode again = api.delete("/v1/users/" + user);
    assertThat(again.path("erasedAt")).isEqualTo(receipt.path("erasedAt"));
    assertThat(again.path("erased").findValues("interactions").get(0).asInt()).isZero();

    // Then: one row that was put back is found, and so is an altered receipt
    parts.tables.client().putItem(put -> put.tableName("InteractionsTable").item(row));
    JsonNode found = verify(receipt, user);
    assertThat(found.path("clean").asBoolean()).isFalse();
    assertThat(found.path("found").findValuesAsText("where"))
        .containsExactly("table InteractionsTable");
    assertThat(api.recommendations(user).path("strategy").asText())
        .as("it is not served all the same")
        .isEqualTo("popular");
    ObjectNode altered = receipt.deepCopy();
    altered.withObject("/erased").put("interactions", 7);
    assertThat(verify(altered, user).path("found").findValuesAsText("where")).contains("receipt");
    assertThatThrownBy(() -> verify(receipt, "somebody else"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not whom the receipt is about");

    // Then: who comes back is served by what is new
    api.postEvent(user, item, Instant.now());
    assertThat(api.recommendations(user).path("strategy").asText()).isEqualTo("lstm");
    assertThat(verify(receipt, user).path("since").asInt()).isEqualTo(1);
  }

  /** Imports, trains, recommends for all and serves. */
  private void serve(DataSet shop) throws Exception {
    user = shop.example().user();
    item = shop.example().item();
    new Importer(ImportTarget.of(parts.tables, parts.values), console).run(shop, Instant.now());
    Path export = parts.workspace.training().resolve("export");
    parts.tables.export("InteractionsTable", export.resolve("interactions"));
    parts.tables.export("CatalogueTable", export.resolve("catalogue"));
    TrainingRunner job =
        new TrainingRunner(
            new JobProcess(parts.build.trainingJob(), parts.libraries, parts.workspace.tmp()),
            parts.workspace.logs(),
            console::line,
            parts.closeables);
    List<String> places =
        List.of("--export=" + export, "--models=" + parts.workspace.folder().toString());
    String version = job.run(Stream.concat(places.stream(), Stream.of("--epochs=1")).toList());
    job.recommend(Stream.concat(places.stream(), Stream.of("--version=" + version)).toList());
    parts.functions.start(
        parts.template.functions(), parts.deployed.with(Map.of("MODEL_VERSION", version)));
    parts.messaging.open();
  }

  private void shouldRefuseLateEvents(Instant before) throws Exception {
    Map<String, String> late =
        Map.of("userId", user, "itemId", item, "type", "view", "timestamp", before.toString());
    assertThat(api.post(422, late).at("/rejected/0/error").asText())
        .startsWith("timestamp: the user was erased after this time");
    new Bus(parts.messaging.port(), parts.messaging.buses().get(0)).put(user, item, before);
    awaitLog("Shopper Event: 1 read, 0 stored, 0 already there, 1 refused: 1 x user erased (at 0)");
    Files.writeString(
        Files.createDirectories(parts.workspace.imports().resolve("events")).resolve("late.csv"),
        String.join(
            "\n",
            "user_id,item_id,event_type,timestamp",
            String.join(",", user, item, "view", before.toString()),
            ""));
    awaitLine("Import events/late.csv: 1 read, 0 stored, 0 already there, 1 refused: 1 x user");
    new Importer(ImportTarget.of(parts.tables, parts.values), console)
        .run(DataSet.read(data, Given.NOTHING), Instant.now());
    assertThat(output.toString()).contains("of users who were erased left out");
  }

  private JsonNode verify(JsonNode receipt, String userId)
      throws IOException, InterruptedException {
    return new RunningProduct(parts.gateway.port()).verifyErasure(receipt, Optional.of(userId));
  }

  private Map<String, AttributeValue> oneRow(String key) {
    return parts
        .tables
        .client()
        .query(
            query ->
                query
                    .tableName("InteractionsTable")
                    .keyConditionExpression("pk = :user")
                    .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(key)))
                    .limit(1))
        .items()
        .get(0);
  }

  private String recommendations() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(parts.workspace.folder().resolve("recommendations"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".gz")).toList()) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return all.toString();
  }

  private String deadLetters() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(parts.workspace.deadLetters())) {
      for (Path file : files.toList()) {
        all.append(new ObjectMapper().readTree(file.toFile()).path("message").asText());
      }
    }
    return all.toString();
  }

  private void awaitLine(String begin) throws Exception {
    for (int i = 0; i < 300 && lines.stream().noneMatch(it -> it.startsWith(begin)); i++) {
      Thread.sleep(100);
    }
    assertThat(lines).anyMatch(it -> it.startsWith(begin));
  }

  private void awaitLog(String text) throws Exception {
    Path log = parts.workspace.logs().resolve("IngestQueue.log");
    for (int i = 0; i < 300 && !Files.readString(log).contains(text); i++) {
      Thread.sleep(100);
    }
    assertThat(log).content().contains(text);
  }
}
