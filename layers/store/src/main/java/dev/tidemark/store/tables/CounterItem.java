package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The row that counts an item in an hour or on a day. A sparse index has these rows alone, by
 * period and part of the items, those with the most shoppers last.
 */
record CounterItem(String itemId, Period period) {
  /** The index, its partition key. */
  static final String BOARD = "board";

  /** Its sort key. */
  static final String SHOPPERS = "shoppers";

  static final String INDEX = "boards";

  /** Parts of an index's period, so that no place alone takes all that is counted. */
  static final int PARTS = 4;

  private static final String EVENTS = "events";
  private static final String PREFIX = "item#";

  Map<String, AttributeValue> key() {
    return Map.of(
        CountedMarker.PARTITION, text(PREFIX + itemId), CountedMarker.SORT, text(period.key()));
  }

  /** Counts more, which also makes the row. */
  TransactWriteItem add(ItemCounts more, String table) {
    Update update =
        Update.builder()
            .tableName(table)
            .key(key())
            .updateExpression(
                String.format(
                    "ADD %s :events, %s :shoppers SET %s = :board, %s = :expiry",
                    EVENTS, SHOPPERS, BOARD, CountedMarker.EXPIRES_AT))
            .expressionAttributeValues(
                Map.of(
                    ":events", number(more.events()),
                    ":shoppers", number(more.shoppers()),
                    ":board", text(board(period, part())),
                    ":expiry", number(period.expiry(CountedMarker.KEPT))))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  static String board(Period period, int part) {
    return period.key() + "#" + part;
  }

  private int part() {
    CRC32 hash = new CRC32();
    hash.update(itemId.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % PARTS);
  }

  static ItemCounts counts(Map<String, AttributeValue> row) {
    return new ItemCounts(
        (long) Attributes.number(row, EVENTS), (long) Attributes.number(row, SHOPPERS));
  }

  static CounterStore.Shoppers shoppers(Map<String, AttributeValue> row) {
    return new CounterStore.Shoppers(
        text(row, CountedMarker.PARTITION).substring(PREFIX.length()),
        (long) Attributes.number(row, SHOPPERS));
  }
}
