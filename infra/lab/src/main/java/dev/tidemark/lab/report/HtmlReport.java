package dev.tidemark.lab.report;

import dev.tidemark.training.fit.EpochReport;

/** An evaluation of rankings as a page for a browser. */
public record HtmlReport(EvaluationReport report) {

  public String page() {
    Charts charts = new Charts(report);
    Element comparisons = new Element("ul");
    report.comparison().forEach(each -> comparisons.add(new Element("li").text(each.toString())));
    return Page.of(
        "Evaluation on " + report.dataset().name(),
        new Element("h1").text(report.dataset().name()),
        facts(),
        comparisons,
        new Element("div")
            .with("class", "figures")
            .add(
                charts.ranking(),
                charts.byHistoryLength(),
                charts.byItemAge(),
                charts.byEpoch("Training loss by epoch", "cross-entropy, nats", EpochReport::loss),
                charts.byEpoch("Validation by epoch", "NDCG@10", EpochReport::validationNdcg)),
        new Element("h2").text("All figures"),
        new ModelTable(report.models()).table());
  }

  private Element facts() {
    EvaluationReport.DataSet data = report.dataset();
    return new Element("dl")
        .add(
            Page.fact("protocol", report.protocol()),
            Page.fact("asked for", report.target()),
            Page.fact("shoppers", Page.count(data.users())),
            Page.fact("items", Page.count(data.items())),
            Page.fact("interactions", Page.count(data.events())),
            Page.fact("validation", Page.count(data.validation())),
            Page.fact("test", Page.count(data.test())),
            Page.fact(
                "ranked", report.excludeSeen() ? "all items but those seen before" : "all items"));
  }
}
