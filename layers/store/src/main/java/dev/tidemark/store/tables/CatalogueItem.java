package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.putNumber;
import static dev.tidemark.store.tables.Attributes.putText;
import static dev.tidemark.store.tables.Attributes.text;

import dev.tidemark.domain.Item;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An article as an item of its table. */
final class CatalogueItem {
  static final String PARTITION = "pk";
  static final String LISTED_AT = "listedAt";

  /** There only while the article is active, so that the index holds active ones only. */
  static final String SHELF = "shelf";

  static final String ACTIVE = "active";

  /** Attributes of an article as a shop lists it; whether it is active, the shelf tells. */
  static final String LISTING = "pk, title, category, price, shelf";

  private static final String VECTOR = "vector";
  private static final String TAGS = "tags";

  private CatalogueItem() {}

  static Map<String, AttributeValue> key(String itemId) {
    return Map.of(PARTITION, text(itemId));
  }

  static Map<String, AttributeValue> write(Item item, long listedAt) {
    Map<String, AttributeValue> written = new HashMap<>(key(item.itemId()));
    putText(written, "title", item.title());
    putText(written, "category", item.category());
    putNumber(written, "price", item.price());
    if (!item.tags().isEmpty()) {
      written.put(TAGS, AttributeValue.fromL(item.tags().stream().map(Attributes::text).toList()));
    }
    if (!item.vector().isEmpty()) {
      written.put(VECTOR, AttributeValue.fromB(bytes(item.vector())));
    }
    written.put(ACTIVE, AttributeValue.fromBool(item.active()));
    written.put(LISTED_AT, number(listedAt));
    if (item.active()) {
      written.put(SHELF, text(ACTIVE));
    }
    return written;
  }

  /** The article; from the index, which has no attribute {@code active}, it is an active one. */
  static Item read(Map<String, AttributeValue> item) {
    return new Item(
        text(item, PARTITION),
        text(item, "title"),
        text(item, "category"),
        number(item, "price"),
        item.containsKey(TAGS)
            ? item.get(TAGS).l().stream().map(AttributeValue::s).toList()
            : List.of(),
        item.containsKey(VECTOR) ? floats(item.get(VECTOR).b()) : List.of(),
        item.containsKey(SHELF));
  }

  static long listedAt(Map<String, AttributeValue> item) {
    return Long.parseLong(item.get(LISTED_AT).n());
  }

  private static SdkBytes bytes(List<Float> vector) {
    ByteBuffer buffer =
        ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(buffer::putFloat);
    return SdkBytes.fromByteArray(buffer.array());
  }

  private static List<Float> floats(SdkBytes bytes) {
    ByteBuffer buffer = bytes.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Float> vector = new ArrayList<>(buffer.remaining() / Float.BYTES);
    while (buffer.hasRemaining()) {
      vector.add(buffer.getFloat());
    }
    return vector;
  }
}
