package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shops without anything, and with a lot. */
class SizesIT extends PageIT {
  @Test
  void shouldSayWhatToDoNextInAnEmptyShop() {
    // Given
    String nothing =
        "{\"recommendationId\":\"r\",\"modelVersion\":\"none\",\"strategy\":\"newest\",\"items\":[]}";
    shop.answer("GET /v1/items", "{\"items\":[]}");
    shop.answer("GET /v1/items/trending", nothing);
    shop.answer("GET /v1/users/{id}/recommendations", nothing);
    shop.answer("GET /v1/users/{id}/data", request -> "");
    shop.answer("GET /v1/models", "{\"models\":[]}");
    shop.fail("GET /v1/forecast", 404, "{\"detail\":\"no model is in service yet; train one\"}");
    shop.answer("GET /local/run", "{\"phase\":\"ready\",\"events\":0,\"items\":0,\"shoppers\":0}");

    // When, Then
    assertThat(show("/").text("main")).contains("The shop is empty.", "PUT /v1/items");
    assertThat(show(SHOPPER).text("main")).contains("the catalogue is empty", "Nothing is held of");
    assertThat(show("/items").text("main")).contains("The catalogue is empty.");
    assertThat(show("/models").text("main")).contains("There is no model yet.");
    assertThat(show("/segments").text("main"))
        .contains("Not built into this version: the segment.");
    assertThat(show("/forecast").text("main")).contains("no model is in service yet");
  }

  @Test
  void shouldPageThroughOneHundredThousandItems() {
    // Given: a hundred items a page
    shop.answer(
        "GET /v1/items",
        request -> {
          int from =
              request.query().contains("next=")
                  ? Integer.parseInt(request.query().replaceFirst(".*next=(\\d+).*", "$1"))
                  : 0;
          return "{\"items\":["
              + (request.query().contains("search=needle") && from < 99_900
                  ? ""
                  : IntStream.range(from, from + 100)
                      .mapToObj(
                          i ->
                              "{\"itemId\":\"i"
                                  + i
                                  + "\",\"title\":\"Item "
                                  + i
                                  + "\",\"active\":true}")
                      .collect(Collectors.joining(",")))
              + "]"
              + (from < 99_900
                  ? ",\"next\":\""
                      + (request.query().contains("search") ? 99_900 : from + 100)
                      + "\""
                  : "")
              + "}";
        });

    // When, Then: rows come as somebody asks for them
    show("/items");
    assertThat(browser.count("tbody tr")).isEqualTo(50);
    browser.click("main button.secondary");
    browser.click("main button.secondary");
    browser.await("shows more", () -> browser.count("tbody tr") == 150);

    // When, Then: what stands at the very end is found
    show("/items?search=needle");
    assertThat(browser.text("tbody th")).isEqualTo("Item 99900");
    browser.click("main button.secondary");
    browser.await("shows all", () -> browser.count("tbody tr") == 100);
    assertThat(browser.count("main button.secondary:not([hidden])")).isZero();
  }
}
