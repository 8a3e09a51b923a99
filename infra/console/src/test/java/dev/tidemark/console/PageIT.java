package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop and a browser for each test; whatever it does, nothing forbidden may be tried. */
abstract class PageIT {
  static final String SHOPPER = "/shopper?id=shopper-0280";

  /** An address that brings a key. */
  static final String KEY = "key=the-key";

  ShopServer shop;
  Browser browser;

  @BeforeEach
  void begin() throws IOException {
    browser = Browser.shared();
    shop = ShopServer.full();
    browser.size(1280, 900);
    browser.prefer("light");
    browser.faults(); // those of before are of no interest
  }

  @AfterEach
  void end() {
    if (shop != null) {
      shop.close();
    }
    if (browser != null) {
      assertThat(browser.faults()).isEmpty();
    }
  }

  /** Opens a view and waits until all of it is there. */
  Browser show(String hash) {
    return browser.open(shop.url(hash)).awaitIdle();
  }

  /** The exact values of what is shown. */
  List<Double> values(String css) {
    List<?> values =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(it => Number(it.value))",
                css + " data");
    return values.stream().map(value -> ((Number) value).doubleValue()).toList();
  }

  static List<Double> numbers(Iterable<JsonNode> nodes, String name) {
    List<Double> numbers = new ArrayList<>();
    nodes.forEach(node -> numbers.add(node.path(name).asDouble()));
    return numbers;
  }
}
