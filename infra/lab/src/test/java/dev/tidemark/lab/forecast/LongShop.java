package dev.tidemark.lab.forecast;

import dev.tidemark.forecast.sales.Article;
import dev.tidemark.forecast.sales.SalesHistory;
import dev.tidemark.forecast.sales.SalesLog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A made-up shop over years: each category has a season of its own and promotions, all sell more
 * after payday, and items share their category by fixed parts. What is bought of an item on a day
 * is a Poisson count, so its mean is the best that any forecast can say.
 */
final class LongShop {
  static final int CATEGORIES = 4;
  private static final int ITEMS = 3;
  private static final double A_DAY = 6;
  private static final double UPLIFT = 1;
  private static final LocalDate BEGIN = LocalDate.of(2023, 1, 2);

  private final int weeks;
  private final SalesHistory history;

  LongShop(int weeks, long seed) {
    this.weeks = weeks;
    Random random = new Random(seed);
    SalesLog log = new SalesLog();
    Map<String, Article> articles = new HashMap<>();
    for (int i = 0; i <= 7 * weeks; i++) {
      LocalDate day = BEGIN.plusDays(i);
      Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
      for (int category = 0; category < CATEGORIES; category++) {
        for (int item = 0; item < ITEMS; item++) {
          String id = "c" + category + "-" + item;
          articles.put(id, new Article("", "C" + category, 10, true));
          int pieces = poisson(mean(category, day) * part(item), random);
          if (pieces > 0) {
            log.sold(id, noon, pieces, isPromoted(category, day));
          } else {
            log.saw(id, noon, isPromoted(category, day));
          }
        }
      }
    }
    history = log.history(articles);
  }

  SalesHistory history() {
    return history;
  }

  /** What is off by chance alone as a part of what is sold, over the weeks from one on. */
  double leastWape(int from) {
    double off = 0;
    double all = 0;
    for (int week = from; week < weeks; week++) {
      double mean = 0;
      for (int i = 0; i < 7; i++) {
        for (int category = 0; category < CATEGORIES; category++) {
          mean += mean(category, history.week(week).plusDays(i));
        }
      }
      off += Math.abs(history.total()[week] - mean);
      all += history.total()[week];
    }
    return off / all;
  }

  private static double mean(int category, LocalDate day) {
    double year = 2 * Math.PI * (day.getDayOfYear() / 365.25 - category / (double) CATEGORIES);
    double payday = day.getDayOfMonth() <= 8 ? 1.4 : 0.9;
    return A_DAY
        * (1 + 0.6 * Math.cos(year))
        * payday
        * (isPromoted(category, day) ? 1 + UPLIFT : 1);
  }

  private static boolean isPromoted(int category, LocalDate day) {
    return (day.toEpochDay() / 7 + 3L * category) % 17 == 0;
  }

  private static double part(int item) {
    return 2.0 * (item + 1) / (ITEMS * (ITEMS + 1));
  }

  private static int poisson(double mean, Random random) {
    double left = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
