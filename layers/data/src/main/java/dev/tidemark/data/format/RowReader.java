package dev.tidemark.data.format;

import dev.tidemark.data.EntryReader;
import dev.tidemark.data.Row;
import dev.tidemark.data.text.Rows;
import dev.tidemark.data.value.Amounts;
import dev.tidemark.domain.InvalidFieldException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rows of a file as events or items. An optional field that cannot be read is left out,
 * and told; it never costs the row.
 */
abstract class RowReader<T> implements EntryReader<T> {
  private static final Set<Field> OF_AN_ORDER =
      Set.of(
          Field.USER,
          Field.TIME,
          Field.STATUS,
          Field.CANCELLED,
          Field.TITLE,
          Field.CATEGORY,
          Field.TAGS,
          Field.ACTIVE);

  private final Rows rows;
  private final Fields fields;
  private final Set<String> needed;
  private final boolean firstRowTells;
  private final Map<Field, String> ofOrder = new EnumMap<>(Field.class);
  private String order = "";
  private final Map<String, Row.Loss> lost = new LinkedHashMap<>();

  /**
   * @param needed fields, by their names in the contract, without which a row is nothing
   * @param firstRowTells whether what an order's first row says holds for its others
   */
  RowReader(Rows rows, Fields fields, Set<String> needed, boolean firstRowTells) {
    this.rows = rows;
    this.fields = fields;
    this.needed = needed;
    this.firstRowTells = firstRowTells;
  }

  @Override
  public final boolean advance() throws IOException {
    return rows.advance();
  }

  @Override
  public final long line() {
    return rows.line();
  }

  @Override
  public final long hash() {
    return rows.damage().isPresent() ? 0 : rows.hash();
  }

  @Override
  public final void pass() {
    if (rows.damage().isEmpty()) {
      if (firstRowTells) {
        carry();
      }
      passed();
    }
  }

  /** Keeps in mind what later rows need of one that is not read. */
  abstract void passed();

  @Override
  public final Row<T> read() {
    if (rows.damage().isPresent()) {
      return new Row.Unusable<>(rows.damage().get(), rows.damage().get(), true);
    }
    if (firstRowTells) {
      carry();
    }
    Optional<String> unwanted = unwanted();
    if (unwanted.isPresent()) {
      return new Row.Unusable<>(unwanted.get(), unwanted.get(), false);
    }
    lost.clear();
    while (true) {
      try {
        return new Row.Usable<>(entry(), List.copyOf(lost.values()));
      } catch (InvalidFieldException e) {
        String name = e.field().split("\\.", 2)[0];
        String reason = name + (e.isMissing() ? " missing" : " not usable");
        if (needed.contains(name) || lost.containsKey(name)) {
          return new Row.Unusable<>(reason, e.getMessage(), true);
        }
        lost.put(name, new Row.Loss(reason, e.getMessage()));
      }
    }
  }

  /** Why the row is none of those that are wanted; empty = it is. */
  abstract Optional<String> unwanted();

  /**
   * @throws InvalidFieldException where a field cannot be used that is not lost yet
   */
  abstract T entry();

  /** Takes over from an order's first row what this one leaves out. */
  private void carry() {
    String now = fields.text(Field.ORDER);
    if (!now.equals(order) || now.isEmpty()) {
      ofOrder.clear();
      order = now;
    }
    for (Field field : OF_AN_ORDER) {
      String text = fields.text(field);
      if (!text.isEmpty()) {
        ofOrder.put(field, text);
      }
    }
  }

  final String text(Field field) {
    String text = fields.text(field);
    return firstRowTells && text.isEmpty() ? ofOrder.getOrDefault(field, "") : text;
  }

  final Fields fields() {
    return fields;
  }

  /** Whether a field could not be read, so that the entry is to be made without it. */
  final boolean isLost(String name) {
    return lost.containsKey(name);
  }

  /** NaN where nothing is there, or it is lost. */
  final double amount(Field field, Amounts amounts) {
    String name = field.title();
    String text = isLost(name) ? "" : text(field);
    if (text.isEmpty()) {
      return Double.NaN;
    }
    return amounts
        .read(text)
        .orElseThrow(
            () -> new InvalidFieldException(name, text, "give a number or leave the field empty"));
  }
}
