package dev.tidemark.data.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of file that shops have, and in which columns its fields are.
 *
 * @param name as people know it
 * @param signature columns by which it is recognised, alternatives with {@code |} between; empty =
 *     by what its fields are called
 * @param columns of each field those that may hold it; the first that is not empty counts, several
 *     with {@code /} between make one path
 * @param type the behaviour of each row where no column tells it; empty = a column does
 * @param positions names of the columns where the first row names none; empty = it does
 * @param separator of a file whose first row names no columns
 * @param list path of a list in JSON whose objects make a row each; empty = none
 */
record Format(
    String name,
    Holds holds,
    List<String> signature,
    Map<Field, List<String>> columns,
    String type,
    List<String> positions,
    String separator,
    Set<Trait> traits,
    String list) {

  /** What the rows of a file are. */
  enum Holds {
    EVENTS,
    ITEMS,
    /** Properties of items, one a row. */
    PROPERTIES,
    /** Something that is not needed here. */
    NOTHING
  }

  /** What is particular about a format. */
  enum Trait {
    /** An order's number that begins with C is that of a cancelled one. */
    CANCELLED_BY_C,
    /** What an order's first row says holds for its others, too. */
    FIRST_ROW_OF_ORDER_TELLS,
    /** There are rows about other things than items. */
    MIXED,
    /** The path of a category has points between. */
    POINTED_CATEGORIES,
    /** Each category is a column, and those that are 1 count. */
    FLAGGED_CATEGORIES
  }

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}:#]+");

  /** A name as it is compared: neither case nor what stands between words counts. */
  static String plain(String column) {
    return BETWEEN.matcher(column).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** Whether such a file is known by more than what its fields are called. */
  boolean isNamed() {
    return !signature.isEmpty();
  }

  /** The same format, each row of this behaviour unless a column tells it. */
  Format withType(String behaviour) {
    return new Format(
        name, holds, signature, columns, behaviour, positions, separator, traits, list);
  }

  /** The fields without which a row is nothing. */
  List<Field> needed() {
    return switch (holds) {
      case EVENTS -> List.of(Field.USER, Field.ITEM, Field.TIME);
      case ITEMS -> List.of(Field.ITEM);
      default -> List.of();
    };
  }
}
