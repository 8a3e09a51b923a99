package dev.tidemark.lab.report;

import dev.tidemark.training.fit.EpochReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An evaluation as a page for a browser: one file that needs no other and runs no script. */
public record HtmlReport(EvaluationReport report) {
  private static final String STYLE = "report.css";

  /** The page, which is XML too. */
  public String page() {
    return "<!DOCTYPE html>\n" + new Element("html").with("lang", "en").add(head(), body()) + "\n";
  }

  private Element head() {
    return new Element("head")
        .add(
            new Element("meta").with("charset", "utf-8"),
            new Element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            new Element("meta").with("name", "color-scheme").with("content", "light dark"),
            new Element("title").text("Evaluation on " + report.dataset().name()),
            new Element("style").text(style()));
  }

  private Element body() {
    Charts charts = new Charts(report);
    Element comparisons = new Element("ul");
    report.comparison().forEach(each -> comparisons.add(new Element("li").text(each.toString())));
    return new Element("body")
        .add(
            new Element("h1").text(report.dataset().name()),
            facts(),
            comparisons,
            new Element("div")
                .with("class", "figures")
                .add(
                    charts.ranking(),
                    charts.byHistoryLength(),
                    charts.byEpoch(
                        "Training loss by epoch", "cross-entropy, nats", EpochReport::loss),
                    charts.byEpoch("Validation by epoch", "NDCG@10", EpochReport::validationNdcg)),
            new Element("h2").text("All figures"),
            new ModelTable(report.models()).table());
  }

  private Element facts() {
    EvaluationReport.DataSet data = report.dataset();
    Element facts = new Element("dl");
    fact(facts, "protocol", report.protocol());
    fact(facts, "asked for", report.target());
    fact(facts, "shoppers", count(data.users()));
    fact(facts, "items", count(data.items()));
    fact(facts, "interactions", count(data.events()));
    fact(facts, "validation", count(data.validation()));
    fact(facts, "test", count(data.test()));
    fact(facts, "ranked", report.excludeSeen() ? "all items but those seen before" : "all items");
    return facts;
  }

  private static void fact(Element facts, String name, String value) {
    facts.add(new Element("div").add(new Element("dt").text(name), new Element("dd").text(value)));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String style() {
    try (InputStream style = HtmlReport.class.getResourceAsStream(STYLE)) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
