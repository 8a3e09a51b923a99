package dev.tidemark.lab.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures of all rankings; of several seeds the mean and standard deviation. */
record ModelTable(List<EvaluationReport.Row> rows, List<String> metrics) {
  private static final String MAIN = "@10";

  /** The main cut first, and in each cut the accuracy metrics. */
  private static final Comparator<String> BY_CUT =
      Comparator.comparing((String metric) -> !metric.endsWith(MAIN))
          .thenComparing(ModelTable::cut)
          .thenComparing(metric -> !metric.startsWith("ndcg"))
          .thenComparing(metric -> !metric.startsWith("hr"))
          .thenComparing(metric -> !metric.startsWith("mrr"))
          .thenComparing(Comparator.naturalOrder());

  ModelTable(List<EvaluationReport.Row> rows) {
    this(rows, rows.get(0).metrics().keySet().stream().sorted(BY_CUT).toList());
  }

  /** Places that a metric looks at; one without a cut looks at all. */
  private static int cut(String metric) {
    int at = metric.indexOf('@');
    return at < 0 ? Integer.MAX_VALUE : Integer.parseInt(metric.substring(at + 1));
  }

  Element table() {
    Element body = new Element("tbody");
    EvaluationReport.byName(rows).forEach((name, seeds) -> body.add(row(name, seeds)));
    return Page.scrolling(
        "All figures", new Element("table").add(new Element("thead").add(head()), body));
  }

  private Element head() {
    Element head = new Element("tr");
    Stream.of(
            List.of("ranking"), metrics, List.of("training, s", "events/s", "chosen on validation"))
        .flatMap(List::stream)
        .forEach(title -> head.add(new Element("th").with("scope", "col").text(title)));
    return head;
  }

  private Element row(String name, List<EvaluationReport.Row> seeds) {
    boolean trained = !seeds.get(0).isBaseline();
    String label = seeds.size() > 1 ? name + ", " + seeds.size() + " seeds" : name;
    Element row =
        new Element("tr")
            .with("class", trained ? "model" : "baseline")
            .add(new Element("th").with("scope", "row").text(label));
    for (String metric : metrics) {
      row.add(cell("%.4f", seeds, Spread.of(seeds, seed -> seed.metrics().get(metric))));
    }
    if (trained) {
      row.add(cell("%,.1f", seeds, Spread.of(seeds, EvaluationReport.Row::trainSeconds)));
      row.add(cell("%,.0f", seeds, Spread.of(seeds, EvaluationReport.Row::eventsPerSecond)));
    } else {
      row.add(new Element("td"), new Element("td"));
    }
    String parameters =
        seeds.stream().map(EvaluationReport.Row::parameters).collect(Collectors.joining("; "));
    return row.add(new Element("td").with("class", "text").text(parameters));
  }

  private static Element cell(String format, List<EvaluationReport.Row> seeds, Spread spread) {
    Element cell = new Element("td").text(String.format(Locale.ROOT, format, spread.mean()));
    if (seeds.size() > 1) {
      cell.add(
          new Element("small")
              .text(" ± " + String.format(Locale.ROOT, format, spread.deviation())));
    }
    return cell;
  }
}
