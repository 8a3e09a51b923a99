package dev.tidemark.local.aws.tables;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** Creates the template's tables, under their logical ids, where they are not there yet. */
final class TemplateTables {
  private final Map<String, Map<String, Object>> tables;

  /**
   * @param tables properties of AWS::DynamoDB::Table by logical id
   */
  TemplateTables(Map<String, Map<String, Object>> tables) {
    this.tables = new TreeMap<>(tables);
  }

  void createMissing(DynamoDbClient client) {
    List<String> there = client.listTablesPaginator().tableNames().stream().toList();
    tables.forEach(
        (name, properties) -> {
          if (!there.contains(name)) {
            client.createTable(request(name, properties));
            client.waiter().waitUntilTableExists(table -> table.tableName(name));
            enableTimeToLive(client, name, properties);
          }
        });
  }

  static CreateTableRequest request(String name, Map<String, Object> properties) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(properties))
            .attributeDefinitions(
                maps(properties, "AttributeDefinitions").stream()
                    .map(
                        attribute ->
                            AttributeDefinition.builder()
                                .attributeName(text(attribute, "AttributeName"))
                                .attributeType(text(attribute, "AttributeType"))
                                .build())
                    .toList());
    List<GlobalSecondaryIndex> indexes =
        maps(properties, "GlobalSecondaryIndexes").stream().map(TemplateTables::index).toList();
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    if (properties.get("StreamSpecification") instanceof Map<?, ?> stream) {
      request.streamSpecification(
          StreamSpecification.builder()
              .streamEnabled(true)
              .streamViewType(text(stream, "StreamViewType"))
              .build());
    }
    return request.build();
  }

  private static void enableTimeToLive(
      DynamoDbClient client, String name, Map<String, Object> properties) {
    if (properties.get("TimeToLiveSpecification") instanceof Map<?, ?> timeToLive) {
      client.updateTimeToLive(
          update ->
              update
                  .tableName(name)
                  .timeToLiveSpecification(
                      specification ->
                          specification
                              .attributeName(text(timeToLive, "AttributeName"))
                              .enabled(Boolean.parseBoolean(text(timeToLive, "Enabled")))));
    }
  }

  private static GlobalSecondaryIndex index(Map<?, ?> index) {
    Map<?, ?> projection = (Map<?, ?>) index.get("Projection");
    Projection.Builder projected =
        Projection.builder().projectionType(text(projection, "ProjectionType"));
    if (projection.get("NonKeyAttributes") instanceof List<?> attributes) {
      projected.nonKeyAttributes(attributes.stream().map(String::valueOf).toList());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(text(index, "IndexName"))
        .keySchema(keys(index))
        .projection(projected.build())
        .build();
  }

  private static List<KeySchemaElement> keys(Map<?, ?> owner) {
    return maps(owner, "KeySchema").stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(text(key, "AttributeName"))
                    .keyType(text(key, "KeyType"))
                    .build())
        .toList();
  }

  private static List<? extends Map<?, ?>> maps(Map<?, ?> owner, String key) {
    return owner.get(key) instanceof List<?> list
        ? list.stream().map(entry -> (Map<?, ?>) entry).toList()
        : List.of();
  }

  private static String text(Map<?, ?> owner, String key) {
    return String.valueOf(owner.get(key));
  }
}
