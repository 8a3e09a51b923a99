package dev.tidemark.forecast;

import dev.tidemark.forecast.sales.Article;
import dev.tidemark.forecast.sales.SalesLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Made-up sales of which the truth is known. */
final class Shops {
  static final Instant BEGIN = Instant.parse("2025-01-06T10:00:00Z");

  private Shops() {}

  /** Items in three categories; the item {@code new-*} of each was never sold. */
  static Map<String, Article> articles(int items) {
    Map<String, Article> articles = new HashMap<>();
    for (int item = 0; item < items; item++) {
      articles.put("i" + item, new Article("Thing " + item, "Home/C" + item % 3, 10 + item, true));
    }
    for (int category = 0; category < 3; category++) {
      articles.put("new-" + category, new Article("New", "Home/C" + category, 12, true));
    }
    return articles;
  }

  /** About so many pieces of each item a week, more under a promotion in every eighth week. */
  static SalesLog sales(int items, int weeks, double uplift, long seed) {
    Random random = new Random(seed);
    SalesLog log = new SalesLog();
    for (int day = 0; day <= 7 * weeks; day++) {
      boolean promoted = day / 7 % 8 == 5;
      for (int item = 0; item < items; item++) {
        double mean = (1 + item % 4) * (promoted ? 1 + uplift : 1);
        int pieces = poisson(mean, random);
        Instant time = BEGIN.plus(Duration.ofDays(day)).plusSeconds(item);
        if (pieces > 0) {
          log.sold("i" + item, time, pieces, promoted);
        } else {
          log.saw("i" + item, time, promoted);
        }
      }
    }
    return log;
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
