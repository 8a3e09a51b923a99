package dev.tidemark.local.bench;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.Console;
import dev.tidemark.local.PrivateFile;
import dev.tidemark.local.ProgressBar;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.lambda.LocalFunctions;
import dev.tidemark.local.aws.tables.LocalTables;
import dev.tidemark.local.run.BuiltProject;
import dev.tidemark.local.template.FunctionDefinition;
import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.Route;
import dev.tidemark.local.template.Template;
import dev.tidemark.servers.child.RunSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Events through the local gateway and the packaged function into DynamoDB Local on disk, at a
 * constant rate, while processes are killed; then the table is audited against what was
 * acknowledged.
 */
public record IngestBench(Template template, BuiltProject build, Console console) {
  private static final Route EVENTS = new Route("POST", "/v1/events");
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  /** What a run keeps up at most within the time of its restarts. */
  private static final int KILLS_OF_TABLES = 2;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /**
   * @throws RunException where a part does not come up again, or events are refused
   */
  public IngestReport run(IngestPlan plan) throws IOException, InterruptedException {
    Closeables closeables = new Closeables();
    CompletableFuture<String> givenUp = new CompletableFuture<>();
    try (TemporaryFolder folder = TemporaryFolder.create().untilInterrupted()) {
      Host host =
          new Host(
              Clock.systemUTC(), console::line, closeables, RunSecret.random(), givenUp::complete);
      Path tmp = Files.createDirectory(folder.path().resolve("tmp"));
      HttpGateway gateway = HttpGateway.start(0, host.clock(), console::line);
      closeables.add(gateway::close);
      LocalTables tables =
          new LocalTables(
              template, folder.path().resolve("tables"), new LocalBuckets(Map.of()), tmp, host);
      FunctionDefinition function = function();
      LocalValues values = values(folder.path(), tables);
      LocalFunctions functions =
          new LocalFunctions(
              build.runtimeClient(), tmp, folder.path().resolve("logs"), gateway, host);
      functions.start(List.of(function), values);
      if (plan.kills() > 0) {
        Kills ofFunction =
            new Kills(function.id(), () -> functions.process(function.id()), console::line);
        host.start("kill-function", () -> ofFunction.run(plan.kills(), plan.seconds()));
        Kills ofTables = new Kills("DynamoDB Local", tables::process, console::line);
        host.start("kill-tables", () -> ofTables.run(KILLS_OF_TABLES, plan.seconds()));
      }
      Acknowledgements ledger = load(plan, gateway.port()).run();
      if (givenUp.isDone()) {
        throw new RunException(givenUp.join());
      }
      String table = values.environmentOf(function).get("INTERACTIONS_TABLE");
      return IngestReport.of(ledger, plan.events(), rows(tables.client(), table));
    } finally {
      closeables.close();
    }
  }

  private FunctionDefinition function() {
    return template.functions().stream()
        .filter(function -> function.routes().contains(EVENTS))
        .findFirst()
        .orElseThrow(() -> new RunException("no function has the route " + EVENTS.key()));
  }

  private LocalValues values(Path folder, LocalTables tables) throws IOException {
    Path key = folder.resolve("user-key");
    new PrivateFile(key).write(KEY);
    Map<String, String> overrides = new HashMap<>(tables.environment());
    overrides.put("USER_KEY_SECRET", key.toUri().toString());
    return new LocalValues(template, overrides);
  }

  private IngestLoad load(IngestPlan plan, int port) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    URI api = URI.create("http://127.0.0.1:" + port + EVENTS.path());
    return new IngestLoad(
        plan,
        new ShopSender(client, api, System.currentTimeMillis()),
        new ProgressBar(console, "Events", plan.events()));
  }

  private static Map<String, Integer> rows(DynamoDbClient client, String table) {
    Map<String, Integer> rows = new HashMap<>();
    client
        .scanPaginator(
            scan -> scan.tableName(table).projectionExpression("itemId").consistentRead(true))
        .items()
        .forEach(row -> rows.merge(row.get("itemId").s(), 1, Integer::sum));
    return rows;
  }
}
