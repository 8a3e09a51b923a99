package dev.tidemark.data.format;

import dev.tidemark.data.text.Rows;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what changed of an item, a property a row (RetailRocket): its category and whether there
 * are any; the others have no names that mean something.
 */
final class PropertyRows extends RowReader<ItemUpdate> {
  private static final String CATEGORY = "categoryid";
  private static final String AVAILABLE = "available";

  private final Conventions conventions;

  /** When the value that counts so far was set, by property and item. */
  private final Map<String, Instant> newest = new HashMap<>();

  PropertyRows(Rows rows, Fields fields, Conventions conventions) {
    super(rows, fields, Set.of("itemId", "value"), false);
    this.conventions = conventions;
  }

  @Override
  Optional<String> unwanted() {
    String property = text(Field.PROPERTY);
    if (!property.equals(CATEGORY) && !property.equals(AVAILABLE)) {
      return Optional.of("a property that has no meaning here");
    }
    Instant time =
        conventions.times().flatMap(times -> times.read(text(Field.TIME))).orElse(Instant.EPOCH);
    Instant last = newest.merge(property + " " + text(Field.ITEM), time, PropertyRows::later);
    return last.isAfter(time) ? Optional.of("an older value of a property") : Optional.empty();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  void passed() {
    unwanted();
  }

  @Override
  ItemUpdate entry() {
    boolean category = text(Field.PROPERTY).equals(CATEGORY);
    String value = text(Field.PROPERTY_VALUE);
    if (value.isEmpty()) {
      throw new InvalidFieldException("value", null, "give the property's value");
    }
    return new ItemUpdate(
        new Item(
            text(Field.ITEM),
            "",
            category ? value : "",
            Double.NaN,
            List.of(),
            List.of(),
            category || value.equals("1")),
        Set.of(category ? ItemUpdate.Field.CATEGORY : ItemUpdate.Field.ACTIVE));
  }
}
