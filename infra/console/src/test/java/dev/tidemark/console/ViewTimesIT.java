package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long each view of a running product takes: {@code -Dconsole.url=http://localhost:3000}, with
 * a shopper and an item of its data in {@code console.shopper} and {@code console.item}.
 */
@EnabledIfSystemProperty(
    named = "console.url",
    matches = ".+",
    disabledReason = "views are timed on a running product, by -Dconsole.url=http://localhost:3000")
class ViewTimesIT {
  private static final int ROUNDS = 7;
  private static final double MOST_MILLIS = 1000;

  /** From the navigation until the last part of the view is there. */
  private static final String SHOWN =
      "return Math.max(...performance.getEntriesByName('shown').map(it => it.startTime), 0)";

  @Test
  void shouldShowEachViewWithinASecond() {
    Browser browser = Browser.shared();
    String url = System.getProperty("console.url");
    List<String> views =
        List.of(
            "/",
            "/shopper?id=" + System.getProperty("console.shopper"),
            "/items",
            "/items?search=a",
            "/items?id=" + System.getProperty("console.item"),
            "/models",
            "/segments",
            "/forecast",
            "/operations");
    for (String view : views) {
      double[] millis =
          IntStream.range(0, ROUNDS).mapToDouble(i -> millis(browser, url + "/#" + view)).toArray();
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%-26s median %4.0f ms, worst of %d %4.0f ms%n",
          view.replaceFirst("=.*", "=..."),
          millis[ROUNDS / 2],
          ROUNDS,
          millis[ROUNDS - 1]);
      assertThat(millis[ROUNDS / 2]).as(view).isBetween(1.0, MOST_MILLIS);
    }
  }

  private static double millis(Browser browser, String url) {
    return ((Number) browser.open(url).awaitIdle().run(SHOWN)).doubleValue();
  }
}
