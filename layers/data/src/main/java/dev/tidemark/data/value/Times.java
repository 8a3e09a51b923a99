package dev.tidemark.data.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the times of a file, all in one form or with the year first. Text without a zone is UTC.
 *
 * @param form of all of them
 * @param certain whether there is no doubt about it, as there can be about day and month
 * @param zoned whether they tell their zones
 */
public record Times(TimeForm form, boolean certain, boolean zoned) {
  /** Numbers that the API takes: epoch milliseconds. */
  public static final Times NUMBERS = new Times(TimeForm.MILLISECONDS, true, true);

  /** Texts that the API takes: those that leave no doubt, with the year first. */
  public static final Times TEXTS = new Times(TimeForm.YEAR_FIRST, true, true);

  /**
   * The form that most times have. Where day and month could be either, the one by which the times
   * lie closer together, else the month first in front of a slash.
   *
   * @param seen some of the file's times
   */
  public static Times of(Collection<String> seen) {
    Map<TimeForm, List<Instant>> read = new EnumMap<>(TimeForm.class);
    for (TimeForm form : TimeForm.values()) {
      List<Instant> instants = new ArrayList<>();
      seen.forEach(text -> form.read(text).ifPresent(instants::add));
      read.put(form, instants);
    }
    TimeForm best = TimeForm.YEAR_FIRST;
    for (TimeForm form : TimeForm.values()) {
      // What has the year first is read in any case.
      boolean more = best == TimeForm.YEAR_FIRST || read.get(form).size() > read.get(best).size();
      best = more && form != TimeForm.YEAR_FIRST && !read.get(form).isEmpty() ? form : best;
    }
    List<Instant> days = read.get(TimeForm.DAY_FIRST);
    List<Instant> months = read.get(TimeForm.MONTH_FIRST);
    boolean certain = best != TimeForm.DAY_FIRST || days.size() > months.size();
    if (!certain) {
      boolean slashes = seen.stream().anyMatch(text -> text.indexOf('/') > 0);
      long closer = span(months) - span(days);
      best = closer < 0 || (closer == 0 && slashes) ? TimeForm.MONTH_FIRST : TimeForm.DAY_FIRST;
    }
    return new Times(best, certain, seen.stream().allMatch(best::isZoned));
  }

  private static long span(List<Instant> instants) {
    return instants.stream().mapToLong(Instant::getEpochSecond).max().orElse(0)
        - instants.stream().mapToLong(Instant::getEpochSecond).min().orElse(0);
  }

  /** The time; empty where the text is none of this form, or none that can have been. */
  public Optional<Instant> read(String text) {
    Optional<Instant> time = form.read(text);
    // What has the year first cannot be mistaken for anything else.
    return time.isPresent() || form == TimeForm.YEAR_FIRST ? time : TimeForm.YEAR_FIRST.read(text);
  }

  /** How they are read, such as {@code epoch seconds}. */
  public String title() {
    return form.title()
        + (certain ? "" : ", which is a guess")
        + (zoned ? "" : ", UTC where no zone is named");
  }
}
