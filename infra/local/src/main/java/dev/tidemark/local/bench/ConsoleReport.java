package dev.tidemark.local.bench;

import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long the views of the console take. */
public record ConsoleReport(Shop shop, int rounds, List<View> views) {
  public ConsoleReport {
    views = List.copyOf(views);
  }

  /**
   * What is looked at.
   *
   * @param modelVersion in service
   * @param shopper whose view is opened
   * @param item the same
   */
  public record Shop(
      long events, long shoppers, long items, String modelVersion, String shopper, String item) {}

  /**
   * One view.
   *
   * @param medianMillis from the navigation until its last part is drawn
   */
  public record View(String view, double medianMillis, double worstMillis) {
    static View of(String view, double[] millis) {
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      return new View(view, sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    String line() {
      return String.format(
          Locale.ROOT, "%-14s median %5.0f ms, worst %5.0f ms", view, medianMillis, worstMillis);
    }
  }

  public String summary() {
    View slowest =
        views.stream()
            .reduce((one, other) -> other.medianMillis() > one.medianMillis() ? other : one)
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%,d events, %,d shoppers, %,d items: the slowest view is %s, %.0f ms",
        shop.events(),
        shop.shoppers(),
        shop.items(),
        slowest.view(),
        slowest.medianMillis());
  }

  /** All figures. */
  public void write(Path file) throws IOException {
    Files.write(file, LocalJson.readable(this));
  }
}
