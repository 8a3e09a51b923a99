package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.InteractionItem.PARTITION;
import static dev.tidemark.store.tables.InteractionItem.SORT;

import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Any table with {@code pk} = the user's key and a sort key {@code sk}. Thread-safe. */
public final class DynamoDbPersonTable implements PersonTable {
  private static final int PAGE = 1000;

  private final DynamoDbTable table;
  private final Backoff backoff;
  private final BatchPut batches;

  /**
   * @param backoff how long each page is tried
   */
  public DynamoDbPersonTable(DynamoDbClient client, String table, Backoff backoff, Lanes lanes) {
    this.table = new DynamoDbTable(client, table);
    this.backoff = backoff;
    batches = new BatchPut(this.table, lanes, keys -> keys);
  }

  @Override
  public boolean isEmpty(UserKey user) {
    return keys(user, 1).isEmpty();
  }

  @Override
  public int deleteSome(UserKey user) {
    List<Map<String, AttributeValue>> keys = keys(user, PAGE);
    if (!keys.isEmpty() && batches.delete(keys, backoff.start()) > 0) {
      throw new StoreUnavailableException(
          "table " + table.name() + " did not acknowledge all deletions", null);
    }
    return keys.size();
  }

  private List<Map<String, AttributeValue>> keys(UserKey user, int limit) {
    return table.query(
        query ->
            query
                .keyConditionExpression(PARTITION + " = :user")
                .expressionAttributeValues(Map.of(":user", Attributes.text(user.value())))
                .projectionExpression(PARTITION + ", " + SORT)
                .consistentRead(true),
        Map.of(),
        limit,
        item -> Tombstone.is(item) ? Stream.empty() : Stream.of(item),
        backoff.start());
  }
}
