package dev.tidemark.data;

import dev.tidemark.domain.InvalidFieldException;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows below a first line that names the columns, see {@link CsvRows}, and the fields of the
 * row at hand by their columns' names. A field that cannot be read is an {@link
 * InvalidFieldException}.
 */
final class CsvTable extends CsvRows {
  private static final long FIRST_MILLIS = 100_000_000_000L;
  private static final int SHOWN_CHARACTERS = 200;

  private final Map<String, Integer> columns = new HashMap<>();

  /**
   * Reads the first line.
   *
   * @param name how messages call the table
   * @throws DatasetException where it does not name the required columns
   */
  CsvTable(String name, Reader text, List<String> required) throws IOException {
    super(text);
    if (!advance()) {
      throw new DatasetException(name + " is empty; its first line must name the columns");
    }
    if (!isWellFormed()) {
      throw new DatasetException(name + ": its first line leaves a quote open or is too long");
    }
    List<String> names = fields().stream().map(String::strip).toList();
    for (String column : required) {
      if (!names.contains(column)) {
        throw new DatasetException(
            name + " has no column '" + column + "'; its columns are " + shown(names));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      columns.putIfAbsent(names.get(i), i);
    }
    columns.remove(""); // no name, and how a layout calls a column that it lacks
  }

  /** One line of moderate length, whatever the file holds. */
  private static String shown(List<String> names) {
    String text = String.join(",", names).replaceAll("\\p{Cntrl}", " ");
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  /** Empty where there is no such column. */
  String text(String column) {
    Integer place = columns.get(column);
    return place == null ? "" : fields().get(place).strip();
  }

  /** NaN where the field is empty. */
  double number(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      if (!Double.isNaN(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the error below
    }
    throw new InvalidFieldException(column, text, "give a number or leave the field empty");
  }

  List<Float> numbers(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      return List.of();
    }
    List<Float> numbers = new ArrayList<>();
    for (String number : text.split(" +", -1)) {
      try {
        numbers.add(Float.valueOf(number));
      } catch (NumberFormatException e) {
        throw new InvalidFieldException(
            column, number, "give numbers with spaces between or leave the field empty");
      }
    }
    return numbers;
  }

  /** Epoch seconds, epoch milliseconds (from 1e11 on) or ISO 8601 with an offset. */
  Instant time(String column) {
    String text = text(column);
    String remedy = "give epoch seconds or ISO 8601 with an offset";
    if (text.isEmpty()) {
      throw new InvalidFieldException(column, null, remedy);
    }
    try {
      if (Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf('T') < 0) {
        double number = Double.parseDouble(text);
        return Instant.ofEpochMilli((long) (number < FIRST_MILLIS ? number * 1000 : number));
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (NumberFormatException | DateTimeException e) {
      throw new InvalidFieldException(column, text, remedy);
    }
  }
}
