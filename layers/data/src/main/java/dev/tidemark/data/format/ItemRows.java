package dev.tidemark.data.format;

import dev.tidemark.data.format.Format.Trait;
import dev.tidemark.data.text.Rows;
import dev.tidemark.data.value.Flag;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads items, also those that events tell of. */
final class ItemRows extends RowReader<ItemUpdate> {
  private static final String NO_GENRE = "(no genres listed)";
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final Pattern BETWEEN_TAGS = Pattern.compile("\\s*[|,;]\\s*");
  private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\s|,;]+");

  private final Format format;
  private final Conventions conventions;

  private final Set<Field> columns;

  /**
   * @param columns the fields that the file has
   */
  ItemRows(Rows rows, Fields fields, Set<Field> columns, Format format, Conventions conventions) {
    super(rows, fields, Set.of("itemId"), format.traits().contains(Trait.FIRST_ROW_OF_ORDER_TELLS));
    this.columns = columns;
    this.format = format;
    this.conventions = conventions;
  }

  @Override
  Optional<String> unwanted() {
    return Optional.empty();
  }

  @Override
  void passed() {}

  @Override
  ItemUpdate entry() {
    Optional<Boolean> active = isLost("active") ? Optional.empty() : active();
    Item item =
        new Item(
            text(Field.ITEM),
            isLost("title") ? "" : line(Field.TITLE),
            isLost("category") ? "" : category(),
            amount(Field.PRICE, conventions.amounts()),
            isLost("tags") ? List.of() : tags(),
            isLost("vector") ? List.of() : vector(),
            active.orElse(true));
    Set<ItemUpdate.Field> given = EnumSet.noneOf(ItemUpdate.Field.class);
    for (ItemUpdate.Field field : ItemUpdate.Field.values()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (field == ItemUpdate.Field.ACTIVE
          ? active.isPresent()
          : columns.contains(Field.valueOf(field.name())) && !isLost(name)) {
        given.add(field);
      }
    }
    return new ItemUpdate(item, given);
  }

  /** In one line. */
  private String line(Field field) {
    return BLANKS.matcher(text(field)).replaceAll(" ");
  }

  private String category() {
    if (format.traits().contains(Trait.FLAGGED_CATEGORIES)) {
      return fields().flagged(format.columns().get(Field.CATEGORY));
    }
    String category = line(Field.CATEGORY).replace(NO_GENRE, "");
    return format.traits().contains(Trait.POINTED_CATEGORIES)
        ? category.replace('.', '/')
        : category;
  }

  private List<String> tags() {
    return Stream.of(BETWEEN_TAGS.split(text(Field.TAGS), -1))
        .filter(tag -> !tag.isBlank())
        .distinct()
        .toList();
  }

  private List<Float> vector() {
    String text = text(Field.VECTOR).replaceAll("[\\[\\]]", " ").strip();
    List<Float> vector = new ArrayList<>();
    for (String number : text.isEmpty() ? new String[0] : BETWEEN_NUMBERS.split(text, -1)) {
      try {
        vector.add(Float.valueOf(number));
      } catch (NumberFormatException e) {
        throw new InvalidFieldException(
            "vector", number, "give numbers with spaces between or leave the field empty");
      }
    }
    return vector;
  }

  /** Empty where the row does not tell. */
  private Optional<Boolean> active() {
    String hidden = text(Field.HIDDEN);
    String text = hidden.isEmpty() ? text(Field.ACTIVE) : hidden;
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Flag.of("active", text) == hidden.isEmpty());
  }
}
