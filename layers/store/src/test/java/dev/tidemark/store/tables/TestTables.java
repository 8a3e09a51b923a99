package dev.tidemark.store.tables;

import dev.tidemark.servers.dynamodblocal.DynamoDbLocal;
import dev.tidemark.store.AwsClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * All tables, new and empty, in DynamoDB Local or what imitates it; for tests, also of the
 * functions.
 */
public final class TestTables implements AutoCloseable {
  private final String suffix = UUID.randomUUID().toString();
  private final URI endpoint;
  private final DynamoDbClient client;

  /**
   * @param interceptors such as those that make calls of the client fail
   */
  public TestTables(DynamoDbLocal local, ExecutionInterceptor... interceptors) {
    this(local.endpoint(), interceptors);
  }

  TestTables(URI endpoint, ExecutionInterceptor... interceptors) {
    this.endpoint = endpoint;
    client = client(endpoint, interceptors);
    // The server may just have started, on a machine that is busy with other tests.
    try (DynamoDbClient undisturbed =
        builder(endpoint)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
            .build()) {
      createInteractions(undisturbed);
      createCatalogue(undisturbed);
      createCounters(undisturbed);
    }
  }

  private static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
    DynamoDbClientBuilder builder = builder(endpoint);
    ClientOverrideConfiguration.Builder configuration = builder.overrideConfiguration().toBuilder();
    List.of(interceptors).forEach(configuration::addExecutionInterceptor);
    return builder.overrideConfiguration(configuration.build()).build();
  }

  private static DynamoDbClientBuilder builder(URI endpoint) {
    return AwsClients.dynamoDbBuilder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  public DynamoDbClient client() {
    return client;
  }

  /** Another client, which its user closes. */
  DynamoDbClient clientWith(ExecutionInterceptor interceptor) {
    return client(endpoint, interceptor);
  }

  public String interactions() {
    return "interactions-" + suffix;
  }

  public String catalogue() {
    return "catalogue-" + suffix;
  }

  public String counters() {
    return "counters-" + suffix;
  }

  @Override
  public void close() {
    client.close();
  }

  private void createInteractions(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(
        table ->
            table
                .tableName(interactions())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    attribute("pk", ScalarAttributeType.S),
                    attribute("sk", ScalarAttributeType.S),
                    attribute("place", ScalarAttributeType.S),
                    attribute("touchDay", ScalarAttributeType.S),
                    attribute("touchKind", ScalarAttributeType.S))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .localSecondaryIndexes(history())
                .globalSecondaryIndexes(touches()));
  }

  private static LocalSecondaryIndex history() {
    return LocalSecondaryIndex.builder()
        .indexName("history")
        .keySchema(key("pk", KeyType.HASH), key("place", KeyType.RANGE))
        .projection(it -> it.projectionType(ProjectionType.ALL))
        .build();
  }

  private static GlobalSecondaryIndex touches() {
    return GlobalSecondaryIndex.builder()
        .indexName("touches")
        .keySchema(key("touchDay", KeyType.HASH), key("touchKind", KeyType.RANGE))
        .projection(
            it ->
                it.projectionType(ProjectionType.INCLUDE)
                    .nonKeyAttributes(
                        "itemId", "recommendationId", "placement", "price", "quantity"))
        .build();
  }

  private void createCatalogue(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(
        table ->
            table
                .tableName(catalogue())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    attribute("pk", ScalarAttributeType.S),
                    attribute("shelf", ScalarAttributeType.S),
                    attribute("listedAt", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH))
                .globalSecondaryIndexes(newest()));
  }

  private static GlobalSecondaryIndex newest() {
    return GlobalSecondaryIndex.builder()
        .indexName("newest")
        .keySchema(key("shelf", KeyType.HASH), key("listedAt", KeyType.RANGE))
        .projection(
            it ->
                it.projectionType(ProjectionType.INCLUDE)
                    .nonKeyAttributes("title", "category", "price"))
        .build();
  }

  private void createCounters(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(
        table ->
            table
                .tableName(counters())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    attribute("pk", ScalarAttributeType.S),
                    attribute("sk", ScalarAttributeType.S),
                    attribute("board", ScalarAttributeType.S),
                    attribute("shoppers", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(boards()));
  }

  private static GlobalSecondaryIndex boards() {
    return GlobalSecondaryIndex.builder()
        .indexName("boards")
        .keySchema(key("board", KeyType.HASH), key("shoppers", KeyType.RANGE))
        .projection(it -> it.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
