package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.text;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The row that tells which events of a user with an item on a day are counted, so that each counts
 * once and each user is one shopper. Its partition is the user, so that all of one can be deleted.
 */
record CountedMarker(UserKey user, Period day, String itemId) {
  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String EXPIRES_AT = "expiresAt";

  /** Of each event its hour in two digits and a hash of its id. The set only grows. */
  private static final String COUNTED = "counted";

  /** Longer than an event may come, so that what is counted is known as long as it may. */
  static final Duration KEPT = CounterStore.WINDOW.plusDays(1);

  private static final int HASH_BYTES = 9;

  static CountedMarker of(Interaction interaction) {
    return new CountedMarker(
        interaction.user(), Period.dayOf(interaction.timestamp()), interaction.itemId());
  }

  /** How an event stands in the set; those of one hour begin alike, with {@link Period#hour}. */
  static String entry(Interaction interaction) {
    byte[] id = interaction.eventId().getBytes(StandardCharsets.UTF_8);
    byte[] hash = Arrays.copyOf(Sha256.digest().digest(id), HASH_BYTES);
    return Period.hourOf(interaction.timestamp()).hour()
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  Map<String, AttributeValue> key() {
    return Map.of(PARTITION, text(user.value()), SORT, text(day.time() + "#" + itemId));
  }

  /** What is counted by this row, which may not be there. */
  static Set<String> counted(Map<String, AttributeValue> row) {
    AttributeValue counted = row.get(COUNTED);
    return counted == null ? Set.of() : Set.copyOf(counted.ss());
  }

  /**
   * Adds events, if the row still is as it was read: a set that only grows and has the same size is
   * the same.
   */
  TransactWriteItem add(List<String> entries, int sizeAsRead, String table) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":new", AttributeValue.fromSs(entries));
    values.put(":expiry", number(day.expiry(KEPT)));
    String asRead = "attribute_not_exists(" + COUNTED + ")";
    if (sizeAsRead > 0) {
      asRead = "size(" + COUNTED + ") = :size";
      values.put(":size", number(sizeAsRead));
    }
    Update update =
        Update.builder()
            .tableName(table)
            .key(key())
            .updateExpression("ADD " + COUNTED + " :new SET " + EXPIRES_AT + " = :expiry")
            .conditionExpression(asRead)
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }
}
