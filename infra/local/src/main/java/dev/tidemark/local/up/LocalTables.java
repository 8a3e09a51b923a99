package dev.tidemark.local.up;

import dev.tidemark.dynamodblocal.DynamoDbLocal;
import dev.tidemark.local.template.Template;
import dev.tidemark.store.adapter.ScanTableExport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Writes both tables as DynamoDB's export would. */
  void export(String interactions, String catalogue, Path folder) throws IOException {
    Workspace.delete(folder);
    Files.createDirectories(folder);
    new ScanTableExport(client, interactions, catalogue).export(folder);
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
