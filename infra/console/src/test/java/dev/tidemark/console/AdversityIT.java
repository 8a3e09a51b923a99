package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that wants to be code, shops without anything or with a lot, APIs that fail or are slow. */
class AdversityIT extends PageIT {
  private static final String EVIL =
      "<img src=x onerror=window.__pwned=1><script>window.__pwned=1</script>'\"`${1}";

  private static final String[] VIEWS = {
    "/", SHOPPER, "/items", "/models", "/segments", "/forecast"
  };

  @Test
  void shouldShowTitlesIdsAndReasonsAsText() {
    // Given
    String evil = ShopServer.JSON.valueToTree(EVIL).toString();
    String item =
        "{\"itemId\":"
            + evil
            + ",\"title\":"
            + evil
            + ",\"category\":"
            + evil
            + ",\"active\":true}";
    String ranked =
        "{\"recommendationId\":\"r\",\"modelVersion\":"
            + evil
            + ",\"strategy\":\"lstm\",\"items\":["
            + "{\"itemId\":"
            + evil
            + ",\"score\":1,\"title\":"
            + evil
            + ",\"because\":{\"part\":\"long\",\"events\":[],\"sentence\":"
            + evil
            + "}}],"
            + "\"warnings\":["
            + evil
            + "]}";
    shop.answer("GET /v1/items", "{\"items\":[" + item + "]}");
    shop.answer("GET /v1/items/trending", ranked);
    shop.answer("GET /v1/items/{id}/similar", ranked);
    shop.answer("GET /v1/users/{id}/recommendations", ranked);
    shop.answer(
        "GET /v1/users/{id}/data",
        request ->
            "{\"kind\":\"event\",\"itemId\":"
                + evil
                + ",\"type\":"
                + evil
                + ",\"timestamp\":\"2026-11-27T10:00:00Z\",\"sequence\":1}\n");
    shop.answer(
        "GET /v1/models",
        "{\"models\":[{\"version\":"
            + evil
            + ",\"serving\":true,"
            + "\"createdAt\":\"\",\"decision\":{\"outcome\":"
            + evil
            + ",\"reason\":"
            + evil
            + "}}]}");
    shop.fail("GET /v1/metrics", 400, "{\"detail\":" + evil + "}");
    shop.answer(
        "GET /local/operations",
        "{\"minutes\":1,\"eventsPerMinute\":0,\"requests\":0,"
            + "\"failed\":0,\"erasures\":0,\"routes\":[],\"deadLetters\":[{\"at\":\"2026-11-27T10:00:00Z\","
            + "\"about\":"
            + evil
            + ",\"reason\":"
            + evil
            + "}]}");
    shop.answer("GET /v1/users/{id}/propensity", request -> "{\"segments\":[" + evil + "]}");
    shop.answer("GET /v1/segments", request -> "{\"people\":[{" + evil + ":" + evil + "}]}");
    shop.answer(
        "GET /v1/forecast",
        request ->
            "{\"weeks\":[{\"week\":\"2026-11-30\",\"mean\":1}],"
                + "\"method\":"
                + evil
                + ",\"asOf\":"
                + evil
                + ",\"note\":"
                + evil
                + "}");

    for (String view :
        new String[] {
          "/shopper?id=%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E",
          "/items",
          "/items?search=%3Cscript%3Ewindow.__pwned%3D1%3C%2Fscript%3E",
          "/items?id=%3Cimg%20src%3Dx%20onerror%3Dwindow.__pwned%3D1%3E",
          "/models",
          "/operations",
          "/segments?name=%3Cimg%20src%3Dx%3E",
          "/forecast?item=%3Cimg%20src%3Dx%3E"
        }) {
      // When
      show(view);

      // Then
      assertThat(browser.text("main")).as(view).contains("<img src=x");
      assertThat(browser.run("return window.__pwned")).as(view).isNull();
      assertThat(browser.count("main img, main script, main iframe")).as(view).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "-", "ü & ? #%20+"})
  void shouldAskForAnyIdThatAShopMayHave(String id) {
    show("/shopper");
    browser.type("input[type=search]", id);
    browser.click(".search button").awaitText("Recommended").awaitIdle();

    assertThat(shop.requests())
        .filteredOn(it -> it.path().endsWith("/data"))
        .singleElement()
        .matches(
            it ->
                it.path().equals("/v1/users/" + id + "/data")
                    || (it.path().equals("/v1/users/-/data") && it.query().startsWith("userId=")));
    assertThat(browser.find("input[type=search]").getDomProperty("value")).isEqualTo(id);
  }

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
    shop.answer("GET /local/run", "{\"phase\":\"ready\",\"events\":0,\"items\":0,\"shoppers\":0}");

    // When, Then
    assertThat(show("/").text("main")).contains("The shop is empty.", "PUT /v1/items");
    assertThat(show(SHOPPER).text("main")).contains("the catalogue is empty", "Nothing is held of");
    assertThat(show("/items").text("main")).contains("The catalogue is empty.");
    assertThat(show("/models").text("main")).contains("There is no model yet.");
    assertThat(show("/segments").text("main")).contains("not built into this version");
    assertThat(show("/forecast").text("main")).contains("There is no forecast");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 0})
  void shouldSayInWordsWhatFailsAndTryAgain(int status) {
    // Given
    for (String route :
        new String[] {
          "GET /v1/models",
          "GET /v1/metrics",
          "GET /v1/items",
          "GET /v1/items/trending",
          "GET /v1/users/{id}/recommendations",
          "GET /v1/users/{id}/data",
          "GET /v1/segments",
          "GET /v1/forecast"
        }) {
      shop.fail(route, status, "{\"message\":\"Internal Server Error\"}");
    }

    // When, Then
    for (String view : VIEWS) {
      assertThat(show(view).text(".failure"))
          .as(view)
          .startsWith("Not shown: ")
          .contains(status == 0 ? "The API does not answer." : "The API says (500)")
          .contains("Try again");
    }

    // When it is mended
    show("/models");
    shop.answer("GET /v1/models", ShopServer.recorded("models.json"));
    browser.click(".failure button").awaitText("In service");
  }

  @Test
  void shouldSayThatASlowAnswerIsLoadingAndForgetItWhenOneGoesOn() {
    // Given
    shop.slow("GET /v1/models", 1500);
    shop.slow("GET /v1/users/{id}/recommendations", 1500);

    // When
    browser.open(shop.url("/models"));

    // Then
    browser.awaitText("Loading the models ...");
    assertThat(browser.count("[aria-busy=true]")).isPositive();
    browser.run("location.hash = '/operations'");
    browser.awaitText("Requests by route");
    browser.run("location.hash = '" + SHOPPER + "'");
    browser.awaitText("Loading the recommendations ...").awaitText("long-term interest");
    assertThat(browser.text("h1")).isEqualTo("Shopper");
    assertThat(browser.count(".failure")).isZero();
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
