package dev.tidemark.local.aws.tables;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.local.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/**
 * Creates the template's tables, under their logical ids, where they are not there yet. What is
 * used here has the same names and shapes in CloudFormation as in DynamoDB's own interface.
 */
final class TemplateTables {
  private static final Set<String> USED =
      Set.of(
          "KeySchema",
          "AttributeDefinitions",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes",
          "StreamSpecification");

  private static final ObjectMapper PROPERTIES =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private TemplateTables() {}

  /**
   * @param tables properties of AWS::DynamoDB::Table by logical id
   * @throws UsageException where a table is there that was made of another template
   */
  static void createMissing(Map<String, Map<String, Object>> tables, DynamoDbClient client) {
    List<String> there = client.listTablesPaginator().tableNames().stream().toList();
    new TreeMap<>(tables)
        .forEach(
            (name, properties) -> {
              CreateTableRequest request = request(name, properties);
              if (there.contains(name)) {
                TableDescription found = client.describeTable(it -> it.tableName(name)).table();
                check(found, request);
                addIndexes(found, request, client);
              } else {
                client.createTable(request);
                client.waiter().waitUntilTableExists(table -> table.tableName(name));
                enableTimeToLive(client, name, properties.get("TimeToLiveSpecification"));
              }
            });
  }

  /** Keys and local indexes of a table stay as they were when it was made. */
  static void check(TableDescription there, CreateTableRequest wanted) {
    Set<AttributeDefinition> asMade =
        keys(
            there.attributeDefinitions(),
            there.keySchema(),
            there.localSecondaryIndexes().stream().map(index -> index.keySchema()));
    if (!asMade.equals(
        keys(
            wanted.attributeDefinitions(),
            wanted.keySchema(),
            wanted.localSecondaryIndexes().stream().map(index -> index.keySchema())))) {
      throw new UsageException(
          "the stored table "
              + wanted.tableName()
              + " is of another version of tidemark, which kept it under other keys; nothing was"
              + " changed. Give another --storage, which begins with --data anew, or go on with"
              + " the version that made this one");
    }
  }

  private static Set<AttributeDefinition> keys(
      List<AttributeDefinition> attributes,
      List<KeySchemaElement> table,
      Stream<List<KeySchemaElement>> indexes) {
    Set<String> names =
        Stream.concat(Stream.of(table), indexes)
            .flatMap(List::stream)
            .map(KeySchemaElement::attributeName)
            .collect(Collectors.toSet());
    return attributes.stream()
        .filter(attribute -> names.contains(attribute.attributeName()))
        .collect(Collectors.toSet());
  }

  /** Others can be added, as a stack update does. */
  private static void addIndexes(
      TableDescription there, CreateTableRequest wanted, DynamoDbClient client) {
    Set<String> known =
        there.globalSecondaryIndexes().stream()
            .map(index -> index.indexName())
            .collect(Collectors.toSet());
    for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
      if (!known.contains(index.indexName())) {
        client.updateTable(
            update ->
                update
                    .tableName(wanted.tableName())
                    .attributeDefinitions(wanted.attributeDefinitions())
                    .globalSecondaryIndexUpdates(
                        GlobalSecondaryIndexUpdate.builder()
                            .create(it -> same(index, it))
                            .build()));
        client.waiter().waitUntilTableExists(table -> table.tableName(wanted.tableName()));
      }
    }
  }

  private static void same(
      GlobalSecondaryIndex index, CreateGlobalSecondaryIndexAction.Builder create) {
    create.indexName(index.indexName()).keySchema(index.keySchema()).projection(index.projection());
  }

  static CreateTableRequest request(String name, Map<String, Object> properties) {
    Map<String, Object> used = new TreeMap<>(properties);
    used.keySet().retainAll(USED);
    CreateTableRequest.Builder request =
        PROPERTIES
            .convertValue(used, CreateTableRequest.serializableBuilderClass())
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST);
    StreamSpecification stream = request.build().streamSpecification();
    if (stream != null) {
      // In CloudFormation a stream that is named is enabled.
      request.streamSpecification(stream.toBuilder().streamEnabled(true).build());
    }
    return request.build();
  }

  private static void enableTimeToLive(DynamoDbClient client, String name, Object properties) {
    if (properties != null) {
      TimeToLiveSpecification timeToLive =
          PROPERTIES
              .convertValue(properties, TimeToLiveSpecification.serializableBuilderClass())
              .build();
      client.updateTimeToLive(update -> update.tableName(name).timeToLiveSpecification(timeToLive));
    }
  }
}
