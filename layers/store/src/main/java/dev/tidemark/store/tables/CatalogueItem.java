package dev.tidemark.store.tables;

import static dev.tidemark.store.tables.Attributes.number;
import static dev.tidemark.store.tables.Attributes.putNumber;
import static dev.tidemark.store.tables.Attributes.putText;
import static dev.tidemark.store.tables.Attributes.text;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.store.tables.BatchPut.Write;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An article as an item of its table. */
final class CatalogueItem {
  static final String PARTITION = "pk";
  static final String LISTED_AT = "listedAt";

  /** There only while the article is active, so that the index holds active ones only. */
  static final String SHELF = "shelf";

  static final String ACTIVE = "active";

  /** There only while the article is switched off since a full catalogue did not list it. */
  private static final String DELISTED = "delisted";

  /** Attributes of an article as a shop lists it; whether it is active, the shelf tells. */
  static final String LISTING = "pk, title, category, price, tags, shelf";

  /** Attributes of an article's content vector. */
  static final String CONTENT = "pk, vector";

  private static final String TITLE = "title";
  private static final String CATEGORY = "category";
  private static final String PRICE = "price";
  private static final String VECTOR = "vector";
  private static final String TAGS = "tags";

  private static final Map<Field, Set<String>> ATTRIBUTES =
      Map.of(
          Field.TITLE, Set.of(TITLE),
          Field.CATEGORY, Set.of(CATEGORY),
          Field.PRICE, Set.of(PRICE),
          Field.TAGS, Set.of(TAGS),
          Field.VECTOR, Set.of(VECTOR),
          Field.ACTIVE, Set.of(ACTIVE, SHELF, DELISTED));

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueItem.class);

  private CatalogueItem() {}

  static Map<String, AttributeValue> key(String itemId) {
    return Map.of(PARTITION, text(itemId));
  }

  static Map<String, AttributeValue> write(Item item, long listedAt) {
    Map<String, AttributeValue> written = new HashMap<>(key(item.itemId()));
    putText(written, TITLE, item.title());
    putText(written, CATEGORY, item.category());
    putNumber(written, PRICE, item.price());
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

  /** What an update writes of an article that is there, which leaves the time of its listing. */
  static Write.Part part(ItemUpdate update) {
    Map<String, AttributeValue> set = new HashMap<>(write(update.item(), 0));
    Set<String> removed = new HashSet<>();
    update.given().forEach(field -> removed.addAll(ATTRIBUTES.get(field)));
    set.keySet().retainAll(removed);
    removed.removeAll(set.keySet());
    return new Write.Part(key(update.itemId()), set, removed);
  }

  /** What is written of an article that a full catalogue does not list. */
  static Write.Part delisting(String itemId) {
    AttributeValue yes = AttributeValue.fromBool(true);
    return new Write.Part(
        key(itemId), Map.of(ACTIVE, AttributeValue.fromBool(false), DELISTED, yes), Set.of(SHELF));
  }

  static boolean isDelisted(Map<String, AttributeValue> item) {
    return item.containsKey(DELISTED);
  }

  static boolean isActive(Map<String, AttributeValue> item) {
    return item.containsKey(SHELF);
  }

  /** The article; from the index, which has no attribute {@code active}, it is an active one. */
  static Item read(Map<String, AttributeValue> item) {
    return new Item(
        text(item, PARTITION),
        text(item, TITLE),
        text(item, CATEGORY),
        number(item, PRICE),
        item.containsKey(TAGS)
            ? item.get(TAGS).l().stream().map(AttributeValue::s).toList()
            : List.of(),
        item.containsKey(VECTOR) ? floats(item.get(VECTOR).b()) : List.of(),
        isActive(item));
  }

  /** Of a row that others damaged at least what it is and whether it is active. */
  static Item readable(Map<String, AttributeValue> item) {
    try {
      return read(item);
    } catch (RuntimeException e) { // whatever stands there
      LOG.warn("an item's row cannot be read whole: {}", e.getClass().getSimpleName());
      return new Item(
          text(item, PARTITION), "", "", Double.NaN, List.of(), List.of(), isActive(item));
    }
  }

  /** 0 where others damaged it. */
  static long listedAt(Map<String, AttributeValue> item) {
    AttributeValue time = item.get(LISTED_AT);
    return time == null || time.n() == null ? 0 : Long.parseLong(time.n());
  }

  /** A place in the index of active items as a key of it. */
  static Map<String, AttributeValue> place(Listing.Place place) {
    return Map.of(
        PARTITION, text(place.itemId()), LISTED_AT, number(place.listedAt()), SHELF, text(ACTIVE));
  }

  static Listing.Place place(Map<String, AttributeValue> key) {
    return new Listing.Place(listedAt(key), text(key, PARTITION));
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
