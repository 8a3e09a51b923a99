package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The main ways through each view. */
class ViewsIT extends PageIT {

  @Test
  void shouldSayWhatTheShopIsAndWhoToLookAt() {
    // When
    browser.open(shop.url(KEY)).awaitIdle();

    // Then
    JsonNode run = shop.now("GET /local/run");
    JsonNode figures = shop.now("GET /v1/models").at("/models/0/comparison/challenger");
    assertThat(browser.texts(".tile dt")).startsWith("events", "items", "shoppers");
    assertThat(tile("events")).isEqualTo(run.path("events").asDouble());
    assertThat(tile("shoppers")).isEqualTo(run.path("shoppers").asDouble());
    assertThat(tile("NDCG@10 on held-out events")).isEqualTo(figures.path("ndcg@10").asDouble());
    assertThat(browser.run("return location.hash")).isEqualTo("#/");
    assertThat(browser.texts(".links a")).hasSize(3);

    // When, Then
    browser.click(".links a").awaitText("Recommended");
    assertThat(browser.text("h1")).isEqualTo("Shopper");
    assertThat(browser.run("return document.title")).isEqualTo("Shopper - Tidemark");
  }

  @Test
  void shouldDrawATrainingThatIsUnderWay() {
    shop.answer(
        "GET /local/run",
        "{\"phase\":\"training\",\"events\":5,\"items\":3,\"shoppers\":2,\"training\":{\"epoch\":2,"
            + "\"epochs\":20,\"eventsPerSecond\":18000,\"secondsLeft\":31,\"curve\":["
            + "{\"epoch\":1,\"loss\":4.5,\"ndcg\":0.1},{\"epoch\":2,\"loss\":3.25,\"ndcg\":0.2}]}}");

    show("/models");

    browser.awaitText("Epoch 2 of at most 20, 18,000 events a second, 31 seconds left at most.");
    browser.awaitText("After epoch 2: loss 3.250 from 4.500, NDCG@10 0.2000 from 0.1000.");
    browser.find("canvas");
  }

  @Test
  void shouldShowAShopperAndLetThemAct() {
    // Given
    shop.answer("GET /v1/users/{id}/propensity", request -> ANSWERS_OF_OTHERS.get("propensity"));

    // When
    show("/shopper");
    browser.type("input[type=search]", "shopper-0280", Keys.ENTER);
    browser.awaitIdle();

    // Then
    JsonNode answer = shop.now("GET /v1/users/{id}/recommendations");
    assertThat(browser.texts(".ranked .name a")).isEqualTo(texts(answer.path("items"), "title"));
    assertThat(values(".ranked")).isEqualTo(numbers(answer.path("items"), "score"));
    assertThat(browser.texts(".ranked .why").get(0))
        .endsWith(answer.at("/items/0/because/sentence").asText());
    assertThat(values(".legend"))
        .isEqualTo(
            List.of(
                answer.at("/interest/long").asDouble(), answer.at("/interest/short").asDouble()));
    assertThat(browser.texts("main")).first().asString().contains("buys within 7 days", "12.3 %");
    assertThat(browser.count(".timeline li")).isEqualTo(20);
    assertThat(browser.text(".timeline li .what")).isNotBlank().doesNotMatch("P\\d+");

    // When: an item is clicked as that shopper
    String clicked = answer.at("/items/4/itemId").asText();
    shop.answer(
        "GET /v1/users/{id}/recommendations",
        answer.toString().replace("Alder Light", "Alder Bright"));
    browser.run("document.querySelector('.inline select').value = 'purchase'");
    browser.click(".ranked li:nth-child(5) button");

    // Then
    browser.awaitText("Alder Bright");
    ShopServer.Request sent =
        shop.requests().stream().filter(it -> it.path().equals("/v1/events")).findFirst().get();
    JsonNode event = ShopServer.tree(sent.body()).at("/events/0");
    assertThat(event.path("userId").asText()).isEqualTo("shopper-0280");
    assertThat(event.path("itemId").asText()).isEqualTo(clicked);
    assertThat(event.path("type").asText()).isEqualTo("purchase");
    assertThat(browser.run("return document.getElementById('said').textContent").toString())
        .startsWith("Done: purchase of ");
  }

  @Test
  void shouldEraseAShopperForWhoHasTheKey() {
    show(SHOPPER);
    browser.click("details.card summary");
    assertThat(browser.find("details.card button").isEnabled()).isFalse();
    assertThat(browser.text("details.card")).contains("./tidemark up printed");

    browser.open(shop.url(KEY)).awaitIdle();
    show(SHOPPER);
    browser.click("details.card summary").click("details.card button");
    browser.accept();

    browser.awaitText("Erased at ");
    assertThat(shop.requests()).anyMatch(it -> it.method().equals("DELETE"));
    assertThat(browser.text("details.card pre")).contains("sha256");
  }

  @Test
  void shouldFindAnItemAndTellWhatIsKnownOfIt() {
    // When
    show("/items");

    // Then
    JsonNode items = shop.now("GET /v1/items").path("items");
    assertThat(browser.texts("tbody th")).isEqualTo(texts(items, "title").subList(0, 50));
    assertThat(browser.texts(".plain li")).hasSize(10);

    // When
    browser.type("input[type=search]", "mat", Keys.ENTER);
    browser.awaitText("Found: mat");
    browser.click("tbody a").awaitText("Goes with it");
    browser.awaitIdle();

    // Then
    assertThat(shop.requests()).anyMatch(it -> it.query().equals("search=mat"));
    assertThat(browser.texts(".ranked .name"))
        .isEqualTo(texts(shop.now("GET /v1/items/{id}/similar").path("items"), "title"));
    assertThat(browser.text("main")).contains("Not built into this version: who buys it.");
  }

  @Test
  void shouldCompareModelsAndBringOneBack() {
    // When
    browser.open(shop.url(KEY)).awaitIdle();
    show("/models");

    // Then
    JsonNode models = shop.now("GET /v1/models").path("models");
    JsonNode serving = models.path(0).path("comparison");
    assertThat(browser.texts("main code")).contains(models.at("/0/version").asText());
    assertThat(values("table"))
        .containsSubsequence(
            serving.at("/challenger/ndcg@10").asDouble(),
            serving.at("/challenger/hr@10").asDouble(),
            serving.at("/challenger/mrr@10").asDouble(),
            serving.at("/champion/metrics/ndcg@10").asDouble());
    assertThat(browser.text("figcaption")).contains("After epoch ", "NDCG@10");
    assertThat(browser.text("main")).contains("strategy: lstm");

    // When
    shop.answer("POST /local/rollback", request -> "{\"line\":\"x\"}\n{\"outcome\":\"done\"}\n");
    browser.click("td button");
    browser.accept();

    // Then
    browser.awaitText("is in service.");
    assertThat(shop.requests())
        .anyMatch(
            it ->
                it.path().equals("/local/rollback")
                    && it.key().equals("the-key")
                    && it.body().contains(models.at("/1/version").asText()));
  }

  @Test
  void shouldShowAnExperimentAndEndIt() {
    JsonNode models = shop.now("GET /v1/models");
    ((ObjectNode) models)
        .putObject("experiment")
        .put("champion", models.at("/models/0/version").asText())
        .put("modelVersion", models.at("/models/1/version").asText())
        .put("share", 20)
        .put("since", "2026-11-27T18:26:13Z");
    shop.answer("GET /v1/models", models.toString());

    shop.answer("POST /local/rollback", request -> "{\"outcome\":\"done\"}\n");
    browser.open(shop.url(KEY)).awaitIdle();
    show("/models");

    browser.awaitText("answers 20 % of the users since");
    assertThat(browser.text("main")).contains("Nothing was counted yet.");
    assertThat(shop.requests()).anyMatch(it -> it.query().contains("compare="));

    // When
    browser.click("section button");
    browser.accept();

    // Then
    browser.await(
        "ends it",
        () ->
            shop.requests().stream()
                .anyMatch(
                    it ->
                        it.path().equals("/local/rollback")
                            && it.body().contains(models.at("/experiment/champion").asText())));
  }

  @Test
  void shouldSaveASegmentThatNoSpreadsheetRuns() {
    // Given
    shop.answer("GET /v1/segments", request -> ANSWERS_OF_OTHERS.get("segments"));

    // When
    show("/segments");
    browser.click("main section button");

    // Then
    assertThat(browser.saved("segment-likeliest.csv"))
        .isEqualToNormalizingNewlines(
            """
            userKey,probability,orders,revenue,segments,categories
            '=HYPERLINK(1),0.5,2,,loyal; new,'-Home
            "a,""b",0.25,-1.5,,,
            """);
    assertThat(browser.text("main")).contains("2 of 9 people", "50.0 %");
    assertThat(browser.texts("thead th"))
        .containsExactly(
            "Shopper (pseudonym)", "Probability", "Orders in 90 days", "Segments", "Likely of");
  }

  @Test
  void shouldDrawAForecastAndSayItAsATable() {
    // Given
    shop.answer("GET /v1/forecast", request -> ANSWERS_OF_OTHERS.get("forecast"));

    // When
    show("/forecast?category=Home&weeks=2");

    // Then
    browser.find("canvas");
    browser.click("details summary");
    assertThat(values("details table"))
        .startsWith(12.5, 9.0, 16.0, 7.0, 18.5)
        .containsSubsequence(13.0, 8.0, 18.0, 6.0, 20.0);
    assertThat(browser.text("figcaption"))
        .contains("2 weeks ahead, the last one 13.0 (95 of 100 times between 6.0 and 20.0).");
    assertThat(shop.requests()).anyMatch(it -> it.query().equals("category=Home&weeks=2"));
  }

  @Test
  void shouldTellOfOperationsAndSendAgainWhatWasSetAside() {
    // When
    browser.open(shop.url(KEY)).awaitIdle();
    show("/operations");

    // Then
    JsonNode told = shop.now("GET /local/operations");
    assertThat(tile("requests")).isEqualTo(told.path("requests").asDouble());
    assertThat(tile("erased since the start")).isEqualTo(told.path("erasures").asDouble());
    assertThat(browser.texts("tbody th"))
        .contains(told.at("/routes/0/route").asText(), told.at("/deadLetters/0/about").asText());

    // When
    shop.answer("POST /local/redrive", request -> "{\"sent\":1,\"left\":0}");
    browser.click("main section button");

    // Then
    browser.await(
        "says it",
        () ->
            "Sent again: 1. Left: 0."
                .equals(browser.run("return document.getElementById('said').textContent")));
    assertThat(shop.requests())
        .anyMatch(it -> it.path().equals("/local/redrive") && it.key().equals("the-key"));
  }

  /** Routes that other versions do not have. */
  private static final Map<String, String> ANSWERS_OF_OTHERS =
      Map.of(
          "propensity",
          "{\"userId\":\"shopper-0280\",\"modelVersion\":\"m\",\"strategy\":\"counted\",\"asOf\":\"now\","
              + "\"within\":[{\"days\":7,\"probability\":0.123}],\"segments\":[],\"categories\":[],"
              + "\"because\":[]}",
          "segments",
          "{\"modelVersion\":\"m\",\"window\":30,\"matching\":9,\"rules\":{\"new\":\"first seen lately\"},"
              + "\"people\":[{\"userKey\":\"=HYPERLINK(1)\",\"probability\":0.5,\"orders\":2,"
              + "\"segments\":[\"loyal\",\"new\"],\"categories\":[\"-Home\"]},"
              + "{\"userKey\":\"a,\\\"b\",\"probability\":0.25,\"orders\":-1.5,\"segments\":[],"
              + "\"categories\":[]}]}",
          "forecast",
          "{\"level\":\"category\",\"id\":\"Home\",\"asOf\":\"2026-11-29\",\"method\":\"ets\",\"weeks\":["
              + "{\"week\":\"2026-11-30\",\"mean\":12.5,\"low80\":9,\"high80\":16,\"low95\":7,\"high95\":18.5},"
              + "{\"week\":\"2026-12-07\",\"mean\":13,\"low80\":8,\"high80\":18,\"low95\":6,\"high95\":20}],"
              + "\"history\":[{\"week\":\"2026-11-16\",\"sold\":11},{\"week\":\"2026-11-23\",\"sold\":14}],"
              + "\"reorder\":{\"leadTimeWeeks\":2,\"serviceLevel\":0.95,\"point\":33.5}}");

  private double tile(String name) {
    return ((Number)
            browser.run(
                "return Number([...document.querySelectorAll('.tile')]"
                    + ".find(it => it.querySelector('dt').textContent === arguments[0])"
                    + ".querySelector('data').value)",
                name))
        .doubleValue();
  }

  private static List<String> texts(JsonNode nodes, String name) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.path(name).asText()));
    return texts;
  }
}
