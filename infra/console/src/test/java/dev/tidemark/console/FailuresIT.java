package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API that fails, is cut off or slow. */
class FailuresIT extends PageIT {
  private static final String[] VIEWS = {
    "/", SHOPPER, "/items", "/models", "/segments", "/forecast"
  };

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
  void shouldSayWhyAModelWasNotBroughtBack() {
    // Given
    shop.answer(
        "POST /local/rollback",
        request ->
            "{\"line\":\"rollback: refused\"}\n{\"outcome\":\"failed\",\"reason\":\"not brought back\"}");
    browser.open(shop.url(KEY)).awaitIdle();
    show("/models");

    // When
    browser.click("td button");
    browser.accept();

    // Then
    browser.awaitText("not brought back; rollback: refused");
    assertThat(browser.find("td button").isEnabled()).isTrue();
  }
}
