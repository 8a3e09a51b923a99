package dev.tidemark.local.shop;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A year in which people shop: more at weekends and in the evening, most during a promotion.
 * Seasons and promotions are those of the date, whichever year it is.
 */
final class ShopCalendar {
  private static final int DAYS = 365;
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final double PROMOTION_RUSH = 2.2;
  private static final double PROMOTION_DRAW = 2;
  private static final double WEEKEND_RUSH = 1.6;
  private static final int MONTHS = 12;

  /** Visits by hour, in parts: night, morning, noon, afternoon, evening. */
  private static final double[] HOURS = {
    1, 1, 0, 0, 0, 1, 2, 4, 5, 5, 5, 6, 7, 6, 5, 5, 5, 6, 8, 10, 12, 12, 8, 4
  };

  private final List<LocalDate> days;
  private final double[] weights;

  ShopCalendar(LocalDate lastDay) {
    days = lastDay.minusDays(DAYS - 1).datesUntil(lastDay.plusDays(1)).toList();
    weights = days.stream().mapToDouble(ShopCalendar::weight).toArray();
  }

  LocalDate day(Random random) {
    return days.get(Pick.index(weights, random));
  }

  LocalTime time(Random random) {
    int hour = Pick.index(HOURS, random);
    return LocalTime.of(hour, random.nextInt(60), random.nextInt(60));
  }

  /** The promotion that a category is under on a day. */
  static Optional<ShopPromotion> promotion(ShopCategory category, LocalDate day) {
    return ShopPromotion.ALL.stream().filter(it -> it.isOn(day) && it.covers(category)).findFirst();
  }

  /** How much a category is looked for on a day: by season, and more when it is cheaper. */
  static double demand(ShopCategory category, LocalDate day) {
    return season(category, day) * (promotion(category, day).isPresent() ? PROMOTION_DRAW : 1);
  }

  /** From 0.2 half a year from the peak to 1.8 in the month of the peak. */
  private static double season(ShopCategory category, LocalDate day) {
    double angle = 2 * Math.PI * (day.getMonthValue() - category.peakMonth()) / MONTHS;
    return 1 + 0.8 * StrictMath.cos(angle);
  }

  private static double weight(LocalDate day) {
    double weight = WEEKEND.contains(day.getDayOfWeek()) ? WEEKEND_RUSH : 1;
    boolean promoted = ShopPromotion.ALL.stream().anyMatch(it -> it.isOn(day));
    return promoted ? weight * PROMOTION_RUSH : weight;
  }
}
