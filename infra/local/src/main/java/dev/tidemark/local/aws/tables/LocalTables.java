package dev.tidemark.local.aws.tables;

import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.UsageException;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskArguments;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.template.Template;
import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.DynamoDbCatalogueStore;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.ScanTableExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local with the template's tables, and the export to S3 that it lacks: a table is read
 * through before the call returns. The export's ARN holds its place, so that whoever asks later
 * needs no memory.
 */
public final class LocalTables implements StandIn {
  private static final String EXPORT = "arn:aws:states:::aws-sdk:dynamodb:exportTableToPointInTime";
  private static final String DESCRIBE = "arn:aws:states:::aws-sdk:dynamodb:describeExport";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String IN_ARN = "/export/";

  private final Template template;
  private final LocalBuckets buckets;
  private final DynamoDbLocal server;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;

  /**
   * Starts it.
   *
   * @param folder where tables are kept
   * @param buckets take exports
   * @param tmp where the server unpacks its library
   */
  public LocalTables(Template template, Path folder, LocalBuckets buckets, Path tmp, Host host) {
    this.template = template;
    this.buckets = buckets;
    server = DynamoDbLocal.start(new DynamoDbLocal.Run(tmp, host.secret()), folder);
    host.closeables().add(server::close);
    client = LocalAccount.client(DynamoDbClient.builder(), server.endpoint(), host.secret());
    host.closeables().add(client::close);
    streams =
        LocalAccount.client(DynamoDbStreamsClient.builder(), server.endpoint(), host.secret());
    host.closeables().add(streams::close);
    TemplateTables.createMissing(template.tables(), client);
    server.keepUp(host.upkeep(() -> {})); // all that it has is in its files
  }

  @Override
  public Optional<String> awaitUp() {
    return Optional.of("DynamoDB Local with " + template.tables().size() + " tables");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("DYNAMODB_ENDPOINT", endpoint().toString());
  }

  @Override
  public Map<String, TaskResource> tasks() {
    return Map.of(EXPORT, this::export, DESCRIBE, this::describe);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** The server's process, another one after a restart. */
  public Optional<ProcessHandle> process() {
    return Optional.of(server.process());
  }

  public DynamoDbClient client() {
    return client;
  }

  /** Of the tables' streams. */
  public DynamoDbStreamsClient streams() {
    return streams;
  }

  /** A table of items, for one caller at a time. */
  public CatalogueStore catalogue(String table) {
    return new DynamoDbCatalogueStore(
        client, table, Clock.systemUTC(), Backoff.ofTotal(PATIENCE), Lanes.several());
  }

  /**
   * A table of interactions, for several callers at a time.
   *
   * @param retention time after which they expire; zero = never
   */
  public InteractionStore interactions(String table, Duration retention) {
    return new DynamoDbInteractionStore(
        client, table, Clock.systemUTC(), retention, Backoff.ofTotal(PATIENCE));
  }

  public boolean isEmpty(String table) {
    return client.scan(scan -> scan.tableName(table).limit(1)).items().isEmpty();
  }

  /** Writes a table as DynamoDB's export would, into a folder that is there once all is in it. */
  public void export(String table, Path folder) throws IOException {
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    LocalFiles.deleteTree(draft);
    new ScanTableExport(client).export(table, draft, Instant.now());
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where the export is there already, as after a kill, it is kept. */
  private Object export(TaskArguments arguments) {
    String table = arguments.text("TableArn");
    String place = arguments.text("S3Bucket") + "/" + arguments.text("S3Prefix");
    arguments.text("ClientToken"); // the place says as much
    if (!arguments.text("ExportFormat").equals("DYNAMODB_JSON")) {
      throw new UsageException("the local run exports DYNAMODB_JSON only");
    }
    arguments.refuseRest();
    Path folder = folder(place);
    try {
      if (Files.notExists(folder)) {
        export(table.substring(table.indexOf('/') + 1), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the export failed", e);
    }
    return description(table + IN_ARN + place);
  }

  private Object describe(TaskArguments arguments) {
    String arn = arguments.text("ExportArn");
    arguments.refuseRest();
    return description(arn);
  }

  private Map<String, Object> description(String arn) {
    Path folder = folder(arn.substring(arn.indexOf(IN_ARN) + IN_ARN.length()));
    String status = Files.exists(folder) ? "COMPLETED" : "FAILED";
    return Map.of("ExportDescription", Map.of("ExportArn", arn, "ExportStatus", status));
  }

  private Path folder(String place) {
    String[] parts = place.split("/", 2);
    return buckets.path(parts[0], parts[1]);
  }
}
