package dev.tidemark.data.format;

import dev.tidemark.data.text.Rows;
import dev.tidemark.data.value.Amounts;
import dev.tidemark.data.value.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What holds for all rows of a file, found out from its first ones.
 *
 * @param times how times are read; empty = no row that was looked at tells one
 * @param untimed whether no row tells its time, so that only the order of rows does
 * @param cancelledByC whether a C before an order's number marks the cancelled ones
 * @param spoilt ids that a spreadsheet has made numbers of, among the rows looked at
 */
record Conventions(
    Optional<Times> times, Amounts amounts, boolean untimed, boolean cancelledByC, int spoilt) {
  private static final int ROWS = 20_000;
  private static final Pattern CANCELLED = Pattern.compile("[Cc][0-9]+");
  private static final Pattern SPOILT = Pattern.compile("[0-9](\\.[0-9]+)?E\\+?[0-9]+|[0-9]+\\.0");

  static boolean isCancelled(String order) {
    return CANCELLED.matcher(order).matches();
  }

  /**
   * @param rows of the file's head, of which the last may be cut
   */
  static Conventions of(Rows rows, Fields fields, Given given, Set<Format.Trait> traits)
      throws IOException {
    List<String> times = new ArrayList<>();
    List<String> amounts = new ArrayList<>();
    int orders = 0;
    int cancelled = 0;
    int spoilt = 0;
    int whole = 0;
    for (int read = 0; read < ROWS && rows.advance(); read++) {
      if (rows.damage().isEmpty()) {
        whole++;
        add(times, fields.text(Field.TIME));
        add(amounts, fields.text(Field.PRICE));
        add(amounts, fields.text(Field.VALUE));
        String order = fields.text(Field.ORDER);
        orders += order.isEmpty() ? 0 : 1;
        cancelled += isCancelled(order) ? 1 : 0;
        spoilt += isSpoilt(fields.text(Field.ITEM)) || isSpoilt(fields.text(Field.USER)) ? 1 : 0;
      }
    }
    return new Conventions(
        times.isEmpty() ? Optional.empty() : Optional.of(Times.of(times)),
        given.decimal().map(mark -> new Amounts(mark == ',')).orElseGet(() -> Amounts.of(amounts)),
        times.isEmpty() && whole > 0,
        traits.contains(Format.Trait.CANCELLED_BY_C) && cancelled * 2 <= orders,
        spoilt);
  }

  private static boolean isSpoilt(String id) {
    return SPOILT.matcher(id).matches();
  }

  private static void add(List<String> texts, String text) {
    if (!text.isEmpty()) {
      texts.add(text);
    }
  }
}
