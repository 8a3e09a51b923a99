package dev.tidemark.local.aws.tables;

import dev.tidemark.local.Closeables;
import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.aws.LocalBuckets;
import dev.tidemark.local.aws.StandIn;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.local.template.Template;
import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.tables.ScanTableExport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the template's tables, and the export that it lacks. */
public final class LocalTables implements StandIn {
  private final Template template;
  private final LocalBuckets buckets;
  private final DynamoDbLocal server;
  private final DynamoDbClient client;

  /**
   * Starts it.
   *
   * @param folder where tables are kept; empty = in memory
   * @param buckets take exports
   */
  public LocalTables(
      Template template, Optional<Path> folder, LocalBuckets buckets, Closeables closeables) {
    this.template = template;
    this.buckets = buckets;
    server = folder.map(DynamoDbLocal::start).orElseGet(DynamoDbLocal::startInMemory);
    closeables.add(server::close);
    client = LocalAccount.client(DynamoDbClient.builder(), server.endpoint());
    closeables.add(client::close);
    new TemplateTables(template.tables()).createMissing(client);
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
    return new ExportTasks(this, buckets).resources();
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Writes a table as DynamoDB's export would, into a folder that is there once all is in it. */
  public void export(String table, Path folder) throws IOException {
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    LocalFiles.deleteTree(draft);
    new ScanTableExport(client).export(table, draft);
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
