package dev.tidemark.forecast;

import java.util.List;
import java.util.Objects;

/**
 * Weekly demand as it is answered, its parts named as in JSON. What is empty is left out there.
 *
 * @param id of the item or the category; empty for the total
 * @param title of the item; may be empty
 * @param asOf the first day that is not known, as are dates of weeks their first day
 * @param method that was best at earlier origins
 * @param weeks to come
 * @param history of the weeks that are known, oldest first
 * @param comparison WAPE of the methods at earlier origins, best first
 * @param note what to know of the figures; may be empty
 */
public record Forecast(
    String level,
    String id,
    String title,
    String unit,
    String asOf,
    String method,
    List<Week> weeks,
    List<Past> history,
    Reorder reorder,
    List<Compared> comparison,
    String note) {

  /** What an answer leaves out is empty. */
  public Forecast {
    id = Objects.requireNonNullElse(id, "");
    title = Objects.requireNonNullElse(title, "");
    note = Objects.requireNonNullElse(note, "");
    weeks = List.copyOf(weeks);
    history = List.copyOf(history);
    comparison = List.copyOf(Objects.requireNonNullElse(comparison, List.of()));
  }

  /** A week to come, with the intervals that hold it with 80 and with 95 % probability. */
  public record Week(
      String week, double mean, double low80, double high80, double low95, double high95) {}

  /**
   * A week that is known.
   *
   * @param promotion part of it under a promotion, 0 to 1
   */
  public record Past(String week, long sold, double promotion) {}

  /**
   * When to order.
   *
   * @param demand mean of the weeks until the goods are there
   * @param safetyStock what is kept above it
   * @param point stock at which to order
   */
  public record Reorder(
      int leadTimeWeeks, double serviceLevel, double demand, double safetyStock, long point) {}

  /** A method with its error, the sum of what it was off as a part of what was sold. */
  public record Compared(String method, double wape) {}
}
