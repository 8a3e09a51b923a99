package dev.tidemark.insight;

import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.domain.Nearest;
import dev.tidemark.domain.Touch;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be counted.
 *
 * @param from the first instant
 * @param to the end, not counted any more
 * @param compared two model versions to compare, or none
 */
record MetricsRequest(Instant from, Instant to, List<String> compared) {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String COMPARE = "compare";
  private static final Set<String> KNOWN = new TreeSet<>(List.of(FROM, TO, COMPARE));

  private static final int DEFAULT_DAYS = 7;
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final String FORMS =
      "give a day, such as 2026-11-24, or an instant, such as 2026-11-24T12:00:00Z, in UTC";

  MetricsRequest {
    compared = List.copyOf(compared);
  }

  /**
   * @throws InvalidFieldException naming the parameter that is wrong
   */
  static MetricsRequest of(Map<String, String> query, Instant now) {
    Nearest.refuseUnknown(query.keySet(), KNOWN);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Instant to = instant(TO, query.getOrDefault(TO, today.toString()), 1);
    LocalDate first = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
    Instant from =
        instant(FROM, query.getOrDefault(FROM, first.minusDays(DEFAULT_DAYS - 1).toString()), 0);
    check(from, to, now);
    return new MetricsRequest(from, to, compared(query.getOrDefault(COMPARE, "")));
  }

  private static void check(Instant from, Instant to, Instant now) {
    if (!from.isBefore(to)) {
      throw new InvalidFieldException(FROM, from, "give a time before 'to', which is " + to);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new InvalidFieldException(
          FROM, from, "give at most " + LONGEST.toDays() + " days up to 'to', which is " + to);
    }
    Instant kept = now.minus(Touch.KEPT);
    if (from.isBefore(kept)) {
      throw new InvalidFieldException(
          FROM,
          from,
          "what was shown is kept for "
              + Touch.KEPT.toDays()
              + " days; give "
              + kept
              + " or later");
    }
  }

  /**
   * @param days that a day without a time of day stands for: its begin or its end
   */
  private static Instant instant(String name, String text, int days) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidFieldException(name, text, FORMS);
    }
  }

  private static List<String> compared(String text) {
    List<String> versions = new ArrayList<>();
    for (String version : text.split(",", -1)) {
      if (!version.isBlank()) {
        versions.add(version.strip());
      }
    }
    if (!versions.isEmpty() && (versions.size() != 2 || versions.get(0).equals(versions.get(1)))) {
      throw new InvalidFieldException(
          COMPARE, text, "give two model versions with a comma between");
    }
    return versions;
  }
}
