package dev.tidemark.store.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * An hour or a day in UTC.
 *
 * @param unit hours or days
 * @param start its first instant
 */
public record Period(ChronoUnit unit, Instant start) {
  private static final int DATE = "2026-11-27".length();
  private static final int DATE_AND_HOUR = "2026-11-27T21".length();

  public static Period hourOf(Instant time) {
    return new Period(ChronoUnit.HOURS, time.truncatedTo(ChronoUnit.HOURS));
  }

  public static Period dayOf(Instant time) {
    return new Period(ChronoUnit.DAYS, time.truncatedTo(ChronoUnit.DAYS));
  }

  /** This one and those just before it, {@code count} in all. */
  public Stream<Period> last(int count) {
    return Stream.iterate(this, it -> new Period(unit, it.start.minus(1, unit))).limit(count);
  }

  public boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(start.plus(1, unit));
  }

  /** Such as {@code hour#2026-11-27T21} or {@code day#2026-11-27}. */
  String key() {
    return (unit == ChronoUnit.HOURS ? "hour#" : "day#") + time();
  }

  /** Such as {@code 2026-11-27T21} or {@code 2026-11-27}. */
  String time() {
    return start.toString().substring(0, unit == ChronoUnit.HOURS ? DATE_AND_HOUR : DATE);
  }

  /** Two digits of an hour. */
  String hour() {
    return start.toString().substring(DATE + 1, DATE_AND_HOUR);
  }

  /** Epoch seconds of some time after its end. */
  long expiry(Duration kept) {
    return start.plus(1, unit).plus(kept).getEpochSecond();
  }
}
