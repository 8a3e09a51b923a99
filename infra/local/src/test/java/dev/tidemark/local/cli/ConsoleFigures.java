package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.console.Browser;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page of a running product shows, in a browser.
 *
 * @param url of the product
 */
record ConsoleFigures(String url) {

  /** The figures of models are those of the API and of {@code tidemark models --json}. */
  void shouldEqualThoseOfModels(Path ofTheCommand) throws IOException {
    JsonNode api = answer("/v1/models");
    assertThat(api).isEqualTo(LocalJson.MAPPER.readTree(ofTheCommand.toFile()));
    List<Double> ndcg = new ArrayList<>();
    api.path("models")
        .forEach(it -> ndcg.add(it.at("/comparison/challenger/ndcg@10").doubleValue()));

    Browser browser = Browser.shared().open(url + "/#/models").awaitIdle();

    assertThat(values(browser, "section:last-of-type tbody")).isEqualTo(ndcg);
    browser.find("canvas");
  }

  /** The list is that of the API, and it changes with what the shopper does. */
  void shouldChangeWithWhatAShopperDoes(String shopper) throws IOException {
    String ask = "/v1/users/" + shopper + "/recommendations?count=10";
    JsonNode before = answer(ask);
    Browser browser = Browser.shared().open(url + "/#/shopper?id=" + shopper).awaitIdle();
    assertThat(values(browser, ".ranked")).isEqualTo(scores(before));

    browser.click(".ranked li:last-child button");

    browser.await("shows another list", () -> !values(browser, ".ranked").equals(scores(before)));
    JsonNode after = answer(ask);
    assertThat(values(browser, ".ranked")).isEqualTo(scores(after));
    assertThat(browser.faults()).isEmpty();
  }

  private JsonNode answer(String path) throws IOException {
    try (InputStream in = URI.create(url + path).toURL().openStream()) {
      return LocalJson.MAPPER.readTree(in);
    }
  }

  private static List<Double> scores(JsonNode answer) {
    List<Double> scores = new ArrayList<>();
    answer.path("items").forEach(item -> scores.add(item.path("score").doubleValue()));
    return scores;
  }

  private static List<Double> values(Browser browser, String css) {
    List<?> values =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll(arguments[0] + ' data')]"
                    + ".map(it => Number(it.value))",
                css);
    return values.stream().map(value -> ((Number) value).doubleValue()).toList();
  }
}
