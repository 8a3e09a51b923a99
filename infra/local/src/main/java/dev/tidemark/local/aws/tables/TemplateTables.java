package dev.tidemark.local.aws.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** Creates the template's tables, under their logical ids, where they are not there yet. */
final class TemplateTables {
  /** Properties that the template and the request write alike. */
  private static final Set<String> SAME_AS_REQUEST =
      Set.of("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes");

  private static final ObjectMapper AS_AWS =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build();

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
    Map<String, Object> known = new HashMap<>(properties);
    known.keySet().retainAll(SAME_AS_REQUEST);
    CreateTableRequest.Builder request =
        AS_AWS.convertValue(known, CreateTableRequest.serializableBuilderClass());
    if (properties.get("StreamSpecification") instanceof Map<?, ?> stream) {
      request.streamSpecification(
          specification ->
              specification.streamEnabled(true).streamViewType(text(stream, "StreamViewType")));
    }
    return request.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST).build();
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

  private static String text(Map<?, ?> owner, String key) {
    return String.valueOf(owner.get(key));
  }
}
