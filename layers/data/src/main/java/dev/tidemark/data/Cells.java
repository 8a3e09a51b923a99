package dev.tidemark.data;

import dev.tidemark.domain.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads single fields of a row; every failure is an {@link InvalidFieldException}. */
final class Cells {
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private Cells() {}

  /** Empty where there is no such column. */
  static String text(List<String> fields, int column) {
    return column < 0 ? "" : fields.get(column).strip();
  }

  /** NaN where the field is empty. */
  static double number(String name, List<String> fields, int column) {
    String text = text(fields, column);
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
    throw new InvalidFieldException(name, text, "give a number or leave the field empty");
  }

  static List<Float> numbers(String name, List<String> fields, int column) {
    String text = text(fields, column);
    if (text.isEmpty()) {
      return List.of();
    }
    List<Float> numbers = new ArrayList<>();
    for (String number : text.split(" +", -1)) {
      try {
        numbers.add(Float.valueOf(number));
      } catch (NumberFormatException e) {
        throw new InvalidFieldException(
            name, number, "give numbers with spaces between or leave the field empty");
      }
    }
    return numbers;
  }

  /** Epoch seconds, epoch milliseconds (from 1e11 on) or ISO 8601 with an offset. */
  static Instant time(String name, List<String> fields, int column) {
    String text = text(fields, column);
    String remedy = "give epoch seconds or ISO 8601 with an offset";
    if (text.isEmpty()) {
      throw new InvalidFieldException(name, null, remedy);
    }
    try {
      if (Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf('T') < 0) {
        double number = Double.parseDouble(text);
        return Instant.ofEpochMilli((long) (number < FIRST_MILLIS ? number * 1000 : number));
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (NumberFormatException | DateTimeException e) {
      throw new InvalidFieldException(name, text, remedy);
    }
  }
}
