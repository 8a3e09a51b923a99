package dev.tidemark.local.shop;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** When people shop: more at weekends and in the evening, most during the promotion. */
final class ShopCalendar {
  static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
  static final LocalDate LAST_DAY = LocalDate.of(2025, 6, 30);

  /** Name of ten days of lower prices in the departments of spring. */
  static final String PROMOTION = "spring";

  static final LocalDate PROMOTION_START = LocalDate.of(2025, 3, 21);

  static final LocalDate PROMOTION_END = LocalDate.of(2025, 3, 30);
  static final double PROMOTION_DISCOUNT = 0.2;

  private static final List<String> PROMOTED = List.of("Garden", "Outdoor", "Cycling");
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final double PROMOTION_RUSH = 2.2;
  private static final double WEEKEND_RUSH = 1.6;
  private static final int MONTHS = 12;

  /** Visits by hour, in parts: night, morning, noon, afternoon, evening. */
  private static final double[] HOURS = {
    1, 1, 0, 0, 0, 1, 2, 4, 5, 5, 5, 6, 7, 6, 5, 5, 5, 6, 8, 10, 12, 12, 8, 4
  };

  private final List<LocalDate> days = FIRST_DAY.datesUntil(LAST_DAY.plusDays(1)).toList();
  private final double[] weights = days.stream().mapToDouble(ShopCalendar::weight).toArray();

  LocalDate day(Random random) {
    return days.get(Pick.index(weights, random));
  }

  LocalTime time(Random random) {
    int hour = Pick.index(HOURS, random);
    return LocalTime.of(hour, random.nextInt(60), random.nextInt(60));
  }

  static boolean isPromoted(ShopCategory category, LocalDate day) {
    return PROMOTED.contains(category.department()) && isInPromotion(day);
  }

  /** From 0.4 half a year from the peak to 1.6 in the month of the peak. */
  static double season(ShopCategory category, LocalDate day) {
    double angle = 2 * Math.PI * (day.getMonthValue() - category.peakMonth()) / MONTHS;
    return 1 + 0.6 * StrictMath.cos(angle);
  }

  private static double weight(LocalDate day) {
    double weight = WEEKEND.contains(day.getDayOfWeek()) ? WEEKEND_RUSH : 1;
    return isInPromotion(day) ? weight * PROMOTION_RUSH : weight;
  }

  private static boolean isInPromotion(LocalDate day) {
    return !day.isBefore(PROMOTION_START) && !day.isAfter(PROMOTION_END);
  }
}
