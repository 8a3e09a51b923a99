package dev.tidemark.local.shop;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/**
 * Some days of lower prices, every year.
 *
 * @param departments that take part
 * @param last day of it, in the same year as the first
 */
record ShopPromotion(String name, List<String> departments, MonthDay first, MonthDay last) {
  static final double DISCOUNT = 0.2;

  static final List<ShopPromotion> ALL =
      List.of(
          of("new year", List.of("Sport", "Electronics", "Toys"), 1, 3),
          of("spring", List.of("Garden", "Outdoor", "Cycling"), 3, 21),
          of("summer", List.of("Garden", "Outdoor", "Sport", "Cycling"), 6, 11),
          of("autumn", List.of("Home", "Kitchen"), 10, 10),
          of("winter", List.of("Electronics", "Toys", "Home", "Kitchen"), 11, 20));

  private static final int DAYS = 10;

  ShopPromotion {
    departments = List.copyOf(departments);
  }

  private static ShopPromotion of(String name, List<String> departments, int month, int day) {
    return new ShopPromotion(
        name, departments, MonthDay.of(month, day), MonthDay.of(month, day + DAYS - 1));
  }

  boolean isOn(LocalDate day) {
    MonthDay date = MonthDay.from(day);
    return !date.isBefore(first) && !date.isAfter(last);
  }

  boolean covers(ShopCategory category) {
    return departments.contains(category.department());
  }
}
