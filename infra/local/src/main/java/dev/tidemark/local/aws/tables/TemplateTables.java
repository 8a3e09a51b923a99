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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
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
                check(client.describeTable(it -> it.tableName(name)).table(), request);
              } else {
                client.createTable(request);
                client.waiter().waitUntilTableExists(table -> table.tableName(name));
                enableTimeToLive(client, name, properties.get("TimeToLiveSpecification"));
              }
            });
  }

  /** Keys and local indexes of a table stay as they were when it was made. */
  static void check(TableDescription there, CreateTableRequest wanted) {
    if (!Set.copyOf(there.attributeDefinitions())
        .equals(Set.copyOf(wanted.attributeDefinitions()))) {
      throw new UsageException(
          "the stored table "
              + wanted.tableName()
              + " is of another version of tidemark, which kept it under other keys; nothing was"
              + " changed. Give another --storage, which begins with --data anew, or go on with"
              + " the version that made this one");
    }
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
