package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that wants to be code, and ids that a path cannot hold. */
class InjectionIT extends PageIT {
  private static final String EVIL =
      "<img src=x onerror=window.__pwned=1><script>window.__pwned=1</script>'\"`${1}";

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
    shop.answer(
        "GET /v1/segments",
        request ->
            "{\"matching\":1,\"rule\":"
                + evil
                + ",\"rules\":{"
                + evil
                + ":"
                + evil
                + "},\"people\":[{"
                + "\"userKey\":"
                + evil
                + ",\"probability\":1,\"categories\":["
                + evil
                + "]}]}");
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

  /** Else no test would notice. */
  @Test
  void shouldBeHeldToThePolicyByTheBrowser() {
    show("/");

    browser.run(
        "const script = document.createElement('script'); script.textContent = 'window.__pwned = 1';"
            + "document.body.append(script);");

    assertThat(browser.run("return window.__pwned")).isNull();
    assertThat(browser.faults()).hasSize(1);
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
}
