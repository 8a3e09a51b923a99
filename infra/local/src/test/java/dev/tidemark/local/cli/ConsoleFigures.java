package dev.tidemark.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.console.Browser;
import dev.tidemark.local.LocalJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * What the page of a running product shows, in a browser.
 *
 * @param folder for what commands write
 */
record ConsoleFigures(int port, Path folder) {
  private static final int PRINTED_PEOPLE = 20;
  private static final int DRAWN_WEEKS = 52;

  /** What is shown beside its value: a share as percent, anything else as it is. */
  private static final String SHOWN_OFF =
      "return [...document.querySelectorAll('main data')].filter(it => {"
          + "const share = it.textContent.endsWith('%') ? 100 : 1;"
          + "const shown = Number(it.textContent.replace(/[, %]/g, ''));"
          + "return !(Math.abs(shown - share * it.value) < .051);"
          + "}).map(it => it.outerHTML)";

  /** The figures of models are those of the API and of {@code tidemark models --json}. */
  void shouldEqualThoseOfModels(Path ofTheCommand) throws IOException {
    JsonNode api = answer("/v1/models");
    assertThat(api).isEqualTo(LocalJson.MAPPER.readTree(ofTheCommand.toFile()));
    List<Double> ndcg = new ArrayList<>();
    api.path("models")
        .forEach(it -> ndcg.add(it.at("/comparison/challenger/ndcg@10").doubleValue()));

    Browser browser = open("models");

    assertThat(values(browser, "section:last-of-type tbody")).isEqualTo(ndcg);
    browser.find("canvas");
  }

  /** The list is that of the API, and it changes with what the shopper does. */
  void shouldChangeWithWhatAShopperDoes(String shopper) throws IOException {
    String ask = "/v1/users/" + shopper + "/recommendations?count=10";
    JsonNode before = answer(ask);
    Browser browser = open("shopper?id=" + shopper);
    assertThat(values(browser, ".ranked")).isEqualTo(scores(before));

    browser.click(".ranked li:last-child button");

    browser.await("shows another list", () -> !values(browser, ".ranked").equals(scores(before)));
    JsonNode after = answer(ask);
    assertThat(values(browser, ".ranked")).isEqualTo(scores(after));
    assertThat(browser.faults()).isEmpty();
  }

  /** Who is in a segment, how likely and why is what API and {@code tidemark segments} tell. */
  void shouldEqualThoseOfSegments() throws IOException, InterruptedException {
    JsonNode api = answer("/v1/segments");
    Printed command = tidemark("segments");
    assertThat(api.path("people")).isNotEmpty().isEqualTo(command.figures().path("people"));
    assertThat(api).isEqualTo(command.figures());
    List<String> lines = new ArrayList<>();
    List<Double> figures = new ArrayList<>();
    for (JsonNode person : api.path("people")) {
      double probability = person.path("probability").doubleValue();
      double orders = person.path("orders").doubleValue();
      figures.addAll(List.of(probability, orders, person.path("revenue").doubleValue()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s  %5.1f %%  %5.1f orders in 90 days",
              person.path("userKey").asText(),
              100 * probability,
              orders));
    }
    assertThat(lines.stream().limit(PRINTED_PEOPLE))
        .allSatisfy(
            line -> assertThat(command.lines()).anyMatch(printed -> printed.startsWith(line)));

    Browser browser = open("segments");

    assertThat(shown(browser, "tbody th")).isEqualTo(texts(api.path("people"), "userKey"));
    assertThat(values(browser, "tbody")).isEqualTo(figures);
    assertThat(values(browser, ".card p"))
        .containsExactly((double) api.path("people").size(), api.path("matching").doubleValue());
    List<String> rules = shown(browser, ".card li");
    assertThat(rules).hasSize(api.path("rules").size());
    api.path("rules")
        .forEach(rule -> assertThat(rules).anyMatch(it -> it.endsWith(": " + rule.asText())));
    assertThat(browser.run(SHOWN_OFF)).isEqualTo(List.of());
  }

  /** Weeks, intervals and reorder point are those of API and {@code tidemark forecast}. */
  void shouldEqualThoseOfTheForecast() throws IOException, InterruptedException {
    JsonNode api = answer("/v1/forecast?weeks=6");
    Printed command = tidemark("forecast", "--weeks", "6");
    for (String part : List.of("weeks", "reorder", "comparison", "method", "asOf")) {
      assertThat(api.has(part)).as(part).isTrue();
      assertThat(api.path(part)).as(part).isEqualTo(command.figures().path(part));
    }
    List<String> sold = texts(api.path("history"), "sold");
    assertThat(sold).isNotEmpty().isEqualTo(texts(command.figures().path("history"), "sold"));
    List<Double> weeks = new ArrayList<>();
    for (JsonNode week : api.path("weeks")) {
      List<Double> own = new ArrayList<>();
      for (String figure : List.of("mean", "low80", "high80", "low95", "high95")) {
        own.add(week.path(figure).doubleValue());
      }
      weeks.addAll(own);
      String printed =
          String.format(Locale.ROOT, "%.1f %.1f-%.1f %.1f-%.1f", own.toArray()); // columns aside
      assertThat(command.lines())
          .anyMatch(
              line ->
                  line.contains(week.path("week").asText())
                      && line.replaceAll(" +", " ").replace("- ", "-").endsWith(printed));
    }
    double reorder = api.at("/reorder/point").doubleValue();
    assertThat(command.lines())
        .anyMatch(line -> line.contains(String.format(Locale.ROOT, "order at %,.0f ", reorder)));

    Browser browser = open("forecast?weeks=6");

    assertThat(values(browser, "details:first-of-type tbody")).isEqualTo(weeks);
    assertThat(shown(browser, "details:last-of-type tbody data"))
        .isEqualTo(sold.subList(Math.max(0, sold.size() - DRAWN_WEEKS), sold.size()));
    assertThat(values(browser, ".tiles"))
        .containsExactly(weeks.get(0), weeks.get(1), weeks.get(2), reorder);
    assertThat(browser.run(SHOWN_OFF)).isEqualTo(List.of());
  }

  /** By a command that anybody can give. */
  void shouldBeTimed() throws IOException, InterruptedException {
    Printed bench = tidemark("bench", "console", "--rounds", "1");

    assertThat(bench.lines()).hasSize(10).last().asString().contains("the slowest view is ");
    assertThat(bench.figures().path("views"))
        .hasSize(9)
        .allMatch(view -> view.path("medianMillis").asDouble() > 1);
    assertThat(bench.figures().at("/shop/events").asLong()).isPositive();
  }

  private Browser open(String view) {
    return Browser.shared().open(url() + "/#/" + view).awaitIdle();
  }

  private String url() {
    return "http://localhost:" + port;
  }

  /** What a command prints, and what it writes into its file. */
  private record Printed(List<String> lines, JsonNode figures) {}

  private Printed tidemark(String name, String... options)
      throws IOException, InterruptedException {
    Path json = folder.resolve(name + ".json");
    List<String> arguments = new ArrayList<>(List.of(name));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--port", Integer.toString(port), "--json", json.toString()));
    try (TidemarkProcess command = new TidemarkProcess(folder, arguments.toArray(String[]::new))) {
      assertThat(command.exitCode()).as("%s", command.errors()).isZero();
      return new Printed(command.output(), LocalJson.MAPPER.readTree(Files.readAllBytes(json)));
    }
  }

  private JsonNode answer(String path) throws IOException {
    try (InputStream in = URI.create(url() + path).toURL().openStream()) {
      return LocalJson.MAPPER.readTree(in);
    }
  }

  private static List<Double> scores(JsonNode answer) {
    List<Double> scores = new ArrayList<>();
    answer.path("items").forEach(item -> scores.add(item.path("score").doubleValue()));
    return scores;
  }

  private static List<String> texts(JsonNode all, String field) {
    return StreamSupport.stream(all.spliterator(), false)
        .map(one -> one.path(field).asText())
        .toList();
  }

  /** Also what is folded away. */
  private static List<String> shown(Browser browser, String css) {
    List<?> texts =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(it => it.textContent)",
                css);
    return texts.stream().map(String::valueOf).toList();
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
