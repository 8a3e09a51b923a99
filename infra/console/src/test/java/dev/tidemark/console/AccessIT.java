package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** By keyboard, by screen reader as far as axe-core can tell, on a phone, in light and dark. */
class AccessIT extends PageIT {
  private static final String AXE = axe();

  /** What is wider than the page, unless it scrolls by itself. */
  private static final String WIDER =
      "const width = document.documentElement.clientWidth;"
          + "arguments[0](document.documentElement.scrollWidth <= width ? []"
          + " : [...document.querySelectorAll('body *')]"
          + ".filter(it => it.getBoundingClientRect().right > width && !it.closest('.scroll, nav'))"
          + ".map(it => it.outerHTML.slice(0, 120)))";

  @BeforeEach
  void answerAll() {
    Views.answerOthers(shop);
  }

  @Test
  void shouldHaveNothingThatAxeFindsSerious() {
    browser.open(shop.url(KEY)).awaitIdle();
    for (String view : Views.ALL) {
      browser.prefer("light");
      show(view);
      browser.run("document.querySelectorAll('details').forEach(it => { it.open = true; })");
      browser.run(AXE);
      assertThat(violations("{}")).as(view).isEmpty();

      browser.prefer("dark");
      assertThat(violations("{runOnly: ['color-contrast']}")).as(view + " in the dark").isEmpty();
    }
  }

  @Test
  void shouldNoticeWhatIsHardToRead() {
    show("/");
    browser.run("document.querySelector('h1').style.color = '#eee'");
    browser.run(AXE);

    assertThat(violations("{runOnly: ['color-contrast']}")).hasSize(1);
  }

  /** What axe-core finds serious in what shows, each with the first elements that have it. */
  private List<?> violations(String options) {
    return browser.later(
        "const done = arguments[0];"
            + "axe.run(document, "
            + options
            + ").then(it => done(it.passes.length === 0 ? ['nothing was looked at']"
            + " : it.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
            + ".map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).slice(0, 3))))");
  }

  @Test
  void shouldFitAPhone() {
    browser.size(360, 740);
    for (String view : Views.ALL) {
      show(view);
      assertThat(browser.later(WIDER)).as(view).isEmpty();
    }
  }

  @Test
  void shouldBeUsedByKeyboardAlone() {
    // Given
    show("/");

    // When, Then: past the views, to the content
    browser.press(Keys.TAB);
    assertThat(focused()).isEqualTo("Skip to the content");
    assertThat(browser.find("#skip").getLocation().getX()).isNotNegative();
    browser.press(Keys.ENTER);
    browser.press(Keys.TAB);
    assertThat(browser.run("return document.activeElement.name")).isEqualTo("asked");

    // When, Then: a shopper, whose first item is clicked
    browser.press("shopper-0280", Keys.ENTER);
    browser.awaitText("Recommended").awaitIdle();
    assertThat(focused()).isEqualTo("Shopper");
    List<String> way = new ArrayList<>();
    while (!focused().equals("Click") && way.size() < 20) {
      browser.press(Keys.TAB);
      way.add(focused());
      assertThat(
              browser
                  .run(
                      "return getComputedStyle(document.activeElement).outlineStyle + ' '"
                          + " + getComputedStyle(document.activeElement).boxShadow")
                  .toString())
          .as("the focus shows on " + focused())
          .isNotEqualTo("none none");
    }
    browser.press(Keys.ENTER);
    browser.await(
        "sends it", () -> shop.requests().stream().anyMatch(it -> it.method().equals("POST")));
    browser.awaitIdle();
    browser.await("keeps the focus", () -> focused().equals("Click"));
  }

  @Test
  void shouldNameWhatAScreenReaderSpeaks() {
    show("/forecast");

    assertThat(browser.count("main, nav[aria-label], header")).isEqualTo(3);
    assertThat(browser.count("h1")).isEqualTo(1);
    assertThat(browser.count("#said[role=status][aria-live=polite]")).isEqualTo(1);
    assertThat(browser.text("nav [aria-current=page]")).isEqualTo("Forecast");
    assertThat(browser.count("figure canvas")).isEqualTo(1);
    assertThat(browser.text("figcaption")).contains("weeks ahead");
    assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
  }

  private String focused() {
    return browser.run("return document.activeElement.textContent.trim()").toString();
  }

  private static String axe() {
    try (InputStream in = AccessIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
