package dev.tidemark.local.erasure;

import dev.tidemark.store.erasure.ErasureReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * Looks for rows of a user in every table whose partitions may be users'. It goes by the rows
 * alone, not by the code that erases.
 */
record TableCheck(DynamoDbClient client, Collection<String> tables) {
  private static final String PARTITION = "pk";
  private static final String TOMBSTONE = "#erased";
  private static final String COUNTED = "counted";
  private static final int MILLIS_DIGITS = 15;

  void run(ErasureReceipt receipt, Findings findings) {
    Instant tombstone = Instant.MIN;
    for (String table : tables) {
      if (!isByUser(table)) {
        continue;
      }
      findings.checked("tables", 1);
      for (Map<String, AttributeValue> row : rows(table, receipt.userKey())) {
        if (text(row, "sk").equals(TOMBSTONE) && row.containsKey("erasedAt")) {
          tombstone = Instant.ofEpochMilli(Long.parseLong(row.get("erasedAt").n()));
        } else if (time(row).isAfter(receipt.erasedAt())) {
          findings.since();
        } else {
          findings.found("table " + table, "a row of the user, sk " + text(row, "sk"));
        }
      }
    }
    if (tombstone.isBefore(receipt.erasedAt())) {
      findings.found("tables", "no tombstone of that time: what comes late would be taken in");
    }
  }

  private boolean isByUser(String table) {
    return client.describeTable(describe -> describe.tableName(table)).table().keySchema().stream()
        .anyMatch(key -> key.keyType() == KeyType.HASH && key.attributeName().equals(PARTITION));
  }

  private Iterable<Map<String, AttributeValue>> rows(String table, String key) {
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression(PARTITION + " = :user")
                    .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(key)))
                    .consistentRead(true))
        .items();
  }

  /** The latest that what a row tells of may be; the beginning of time where it tells none. */
  private static Instant time(Map<String, AttributeValue> row) {
    if (row.containsKey(COUNTED)) {
      return firstHour(text(row, "sk"), row.get(COUNTED).ss()).plus(Duration.ofHours(1));
    }
    String place = text(row, row.containsKey("place") ? "place" : "shown");
    return place.matches("\\d{15}#.*")
        ? Instant.ofEpochMilli(Long.parseLong(place.substring(0, MILLIS_DIGITS)))
        : Instant.MIN;
  }

  /**
   * @param sort day and item
   * @param counted two digits of an hour, and a hash, of each event
   */
  private static Instant firstHour(String sort, Collection<String> counted) {
    String hour = Collections.min(counted).substring(0, 2);
    return Instant.parse(sort.substring(0, sort.indexOf('#')) + "T" + hour + ":00:00Z");
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
