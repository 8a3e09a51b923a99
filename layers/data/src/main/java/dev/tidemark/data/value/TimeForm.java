package dev.tidemark.data.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which files write times. A day or an hour that does not exist is none, and a digit
 * is one of 0 to 9.
 */
public enum TimeForm {
  SECONDS("epoch seconds", 0),
  MILLISECONDS("epoch milliseconds", 3),
  MICROSECONDS("epoch microseconds", 6),
  NANOSECONDS("epoch nanoseconds", 9),
  /** Such as {@code 20261127} or {@code 20261127083000}. */
  DIGITS("dates of digits alone", Patterns.DIGITS),
  YEAR_FIRST("dates with the year first", Patterns.YEAR_FIRST),
  DAY_FIRST("dates with the day first", Patterns.DAY_FIRST),
  MONTH_FIRST("dates with the month first", Patterns.MONTH_FIRST),
  /** As people and e-mail write them, also {@code Date} of JavaScript. */
  MONTH_NAMED("dates with the month's name", Patterns.MONTH_NAMED);

  /** Nobody sold anything over the web before; such a time is a mistake. */
  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
  private static final int MILLIS_DIGITS = 15;

  private final String title;

  /** Of a number that counts fractions of a second; below 0 = a text. */
  private final int decimals;

  @SuppressWarnings("ImmutableEnumChecker") // nothing changes it
  private final List<Pattern> patterns;

  TimeForm(String title, int decimals) {
    this.title = title;
    this.decimals = decimals;
    patterns = List.of();
  }

  TimeForm(String title, List<Pattern> patterns) {
    this.title = title;
    decimals = -1;
    this.patterns = patterns;
  }

  /** As people know it, such as {@code epoch seconds}. */
  public String title() {
    return title;
  }

  /** Whether a time of this form tells the offset from UTC; a number needs none. */
  boolean isZoned(String text) {
    return decimals >= 0 || match(text).filter(parts -> parts.group("zone") == null).isEmpty();
  }

  /** The time; empty where the text is none of this form, or lies where no shop's times can. */
  Optional<Instant> read(String text) {
    return (decimals >= 0 ? number(text) : match(text).flatMap(TimeForm::date))
        .filter(time -> !time.isBefore(FIRST) && time.isBefore(LAST));
  }

  private Optional<Matcher> match(String text) {
    return patterns.stream()
        .map(pattern -> pattern.matcher(text))
        .filter(Matcher::matches)
        .findFirst();
  }

  private Optional<Instant> number(String text) {
    if (!Patterns.NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal millis = new BigDecimal(text).movePointRight(3 - decimals);
    return millis.precision() - millis.scale() > MILLIS_DIGITS
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis.longValue()));
  }

  private static Optional<Instant> date(Matcher parts) {
    try {
      return Optional.of(instant(parts));
    } catch (DateTimeException e) {
      return Optional.empty(); // there is no such day or hour
    }
  }

  private static Instant instant(Matcher parts) {
    int year = Integer.parseInt(parts.group("year"));
    return LocalDateTime.of(
            parts.group("year").length() == 4 ? year : year + (year < 70 ? 2000 : 1900),
            month(parts.group("month")),
            Integer.parseInt(parts.group("day")),
            hour(parts),
            number(parts, "minute"),
            number(parts, "second"),
            fraction(parts))
        .toInstant(offset(parts.group("zone")));
  }

  private static int month(String text) {
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : 1 + Patterns.MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT)) / 3;
  }

  private static int hour(Matcher parts) {
    int hour = number(parts, "hour");
    String half = parts.group("half");
    if (half == null) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("no hour of half a day");
    }
    return hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
  }

  private static int number(Matcher parts, String group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }

  /** Nanoseconds. */
  private static int fraction(Matcher parts) {
    String digits = parts.group("fraction");
    return digits == null ? 0 : Integer.parseInt((digits + "000000000").substring(0, 9));
  }

  private static ZoneOffset offset(String zone) {
    String offset = zone == null ? "" : Patterns.NO_OFFSET.matcher(zone).replaceAll("");
    return offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset);
  }

  /** What the forms look like. */
  private static final class Patterns {
    static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    static final Pattern NUMBER =
        Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,9})?([eE]\\+?[0-9]{1,2})?");

    static final Pattern NO_OFFSET = Pattern.compile("[^0-9+-]");

    private static final String ZONE =
        "(?<zone>z|(?:utc|gmt)?[+-][0-9]{2}(?::?[0-9]{2})?|utc|gmt)(?: [a-z]{3,4}| ?\\([\\p{L} ]*\\))?";

    private static final String TIME =
        "(?:(?:t|,? +| at )(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})"
            + "(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?"
            + "(?: ?(?<half>[ap])\\.?m\\.?)?)?(?: *"
            + ZONE
            + ")?";

    private static final String YEAR = "(?<year>[0-9]{4}|[0-9]{2})";
    private static final String MONTH = "(?<month>[0-9]{1,2})";
    private static final String DAY = "(?<day>[0-9]{1,2})";

    private static final String NAME =
        "(?<month>(?:" + MONTHS.replaceAll("(...)(?=.)", "$1|") + ")[a-z]{0,6})\\.?";

    private static final String WEEKDAY = "(?:[a-z]{3,9},? +)?";

    static final List<Pattern> DIGITS =
        List.of(
            insensitive(
                "(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})"
                    + "(?:t?(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})?"
                    + "(?<fraction>)?(?<half>(?!))?)?"
                    + "(?:"
                    + ZONE
                    + ")?"));

    static final List<Pattern> YEAR_FIRST =
        List.of(insensitive("(?<year>[0-9]{4})([-/.])" + MONTH + "\\2" + DAY + TIME));

    static final List<Pattern> DAY_FIRST =
        List.of(insensitive(DAY + "([-/.])" + MONTH + "\\2" + YEAR + TIME));

    static final List<Pattern> MONTH_FIRST =
        List.of(
            insensitive(MONTH + "([-/.])" + DAY + "\\2" + YEAR + TIME),
            insensitive(MONTH + " " + DAY + ", ?" + YEAR + TIME));

    static final List<Pattern> MONTH_NAMED =
        List.of(
            insensitive(WEEKDAY + DAY + "(?:[ -]|\\. ?)" + NAME + "[ -]" + YEAR + TIME),
            insensitive(WEEKDAY + NAME + " +" + DAY + ",? +" + YEAR + TIME));

    private static Pattern insensitive(String pattern) {
      return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
  }
}
