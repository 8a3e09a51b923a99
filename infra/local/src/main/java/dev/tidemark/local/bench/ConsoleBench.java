package dev.tidemark.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.RunException;
import dev.tidemark.local.TemporaryFolder;
import dev.tidemark.local.bench.ConsoleReport.View;
import dev.tidemark.local.run.RunningProduct;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Times each view of a running product in the machine's own Chromium, from the navigation until its
 * last part is drawn.
 *
 * @param path folders of programs, as in the environment
 * @param out gets a line for each view
 */
public record ConsoleBench(RunningProduct product, String path, Consumer<String> out) {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long PAUSE_MS = 10;

  /** Milliseconds since the navigation; 0 while anything is loading or went wrong. */
  private static final String SHOWN =
      "document.querySelector('main .view') && !document.querySelector('[aria-busy=true], .failure')"
          + " ? Math.max(0, ...performance.getEntriesByName('shown').map(it => it.startTime)) : 0";

  /**
   * @param rounds how often each view is opened
   */
  public ConsoleReport run(int rounds) throws IOException, InterruptedException {
    Path program = Chromium.find(path);
    ConsoleReport.Shop shop = shop();
    List<View> views = new ArrayList<>();
    try (TemporaryFolder profile = TemporaryFolder.create().untilInterrupted();
        Chromium browser = Chromium.start(program, profile.path())) {
      for (Map.Entry<String, String> view : views(shop).entrySet()) {
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
          millis[i] = millis(browser, view.getKey(), view.getValue());
        }
        View timed = View.of(view.getKey(), millis);
        views.add(timed);
        out.accept(timed.line());
      }
    }
    return new ConsoleReport(shop, rounds, views);
  }

  private ConsoleReport.Shop shop() throws IOException, InterruptedException {
    JsonNode status = product.status();
    return new ConsoleReport.Shop(
        status.path("events").asLong(),
        status.path("shoppers").asLong(),
        status.path("items").asLong(),
        status.path("modelVersion").asText(),
        product.shopper(),
        product.item());
  }

  private static Map<String, String> views(ConsoleReport.Shop shop) {
    Map<String, String> views = new LinkedHashMap<>();
    views.put("start", "/");
    views.put("shopper", "/shopper?id=" + encoded(shop.shopper()));
    views.put("items", "/items");
    views.put("items, search", "/items?search=a");
    views.put("item", "/items?id=" + encoded(shop.item()));
    views.put("models", "/models");
    views.put("segments", "/segments");
    views.put("forecast", "/forecast");
    views.put("operations", "/operations");
    return views;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private double millis(Chromium browser, String name, String view) throws InterruptedException {
    browser.open("about:blank"); // an address that differs behind the # alone loads nothing
    browser.open("http://localhost:" + product.port() + "/#" + view);
    long end = System.nanoTime() + PATIENCE_NANOS;
    double millis = 0;
    while (millis == 0) {
      if (System.nanoTime() > end) {
        throw new RunException("the view " + name + " is not there after a minute");
      }
      Thread.sleep(PAUSE_MS);
      millis = browser.value(SHOWN).asDouble();
    }
    return millis;
  }
}
