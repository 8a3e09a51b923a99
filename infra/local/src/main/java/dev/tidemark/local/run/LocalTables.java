package dev.tidemark.local.run;

import dev.tidemark.local.template.Template;
import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;
import dev.tidemark.store.tables.ScanTableExport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local with the template's tables. */
final class LocalTables implements AutoCloseable {
  private final DynamoDbLocal server;
  private final DynamoDbClient client;

  private LocalTables(DynamoDbLocal server, DynamoDbClient client) {
    this.server = server;
    this.client = client;
  }

  static LocalTables start(Workspace workspace, Template template, Closeables closeables) {
    DynamoDbLocal server =
        workspace.isTemporary()
            ? DynamoDbLocal.startInMemory()
            : DynamoDbLocal.start(workspace.tables());
    LocalTables tables = new LocalTables(server, client(server.endpoint()));
    closeables.add(tables::close);
    new TemplateTables(template.tables()).createMissing(tables.client);
    return tables;
  }

  URI endpoint() {
    return server.endpoint();
  }

  /** Writes a table as DynamoDB's export would, into a folder that is there once all is in it. */
  void export(String table, Path folder) throws IOException {
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    Workspace.delete(draft);
    Files.createDirectories(folder.getParent());
    new ScanTableExport(client, Map.of(draft.getFileName().toString(), table))
        .export(folder.getParent());
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
