package dev.tidemark.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.History;
import dev.tidemark.training.data.LogReport;
import dev.tidemark.training.data.Query;
import dev.tidemark.training.evaluation.Evaluator;
import dev.tidemark.training.evaluation.Ranker;
import dev.tidemark.training.evaluation.RankingMetrics;
import dev.tidemark.training.fit.EpochReport;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String HOSTILE = "</title><script>alert('&\"')</script>\u0001";
  private static final int ITEMS = 30;

  /** Shoppers with 1, 4 and 60 known interactions. */
  private final List<Query> queries = List.of(query(1), query(4), query(60));

  @Test
  void shouldBeOneFileWithEveryPartAndNoCode() throws Exception {
    String html = new HtmlReport(report(2, 3)).page();
    Document page = parsed(html);

    assertThat(texts(page, "h1")).containsExactly("</title><script>alert('&\"')</script>\uFFFD");
    assertThat(texts(page, "dd"))
        .containsExactly(
            "time-split", "all behaviours", "1,200", "30", "50,000", "400", "3", "all items");
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("link").getLength()).isZero();
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(5);
    assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    assertThat(texts(page, "style").get(0)).contains("prefers-color-scheme").doesNotContain("url(");
    // An HTML parser takes the style sheet as it stands.
    assertThat(texts(page, "style").get(0)).doesNotContain("<", ">", "&");
  }

  @Test
  void shouldShowTheMeanOverSeedsWithItsDeviation() throws Exception {
    Document page = parsed(new HtmlReport(report(2, 3)).page());

    List<String> rows = texts(page, "tr");
    assertThat(rows).hasSize(4);
    assertThat(texts(page, "th"))
        .startsWith("ranking", "ndcg@10", "hr@10", "mrr@10", "coverage@10");
    // Seed 1 finds every target at rank 1, seed 2 at rank 2: NDCG 1 and 1 / log2(3) = 0.6309
    assertThat(rows.get(3))
        .startsWith("lstm, 2 seeds")
        .contains("0.8155 ± 0.2610", "epoch 1; epoch 2");
    assertThat(texts(page, "li"))
        .anyMatch(text -> text.startsWith("lstm: NDCG@10 0.8155 (sd 0.2610)"));
  }

  @Test
  void shouldDrawALineForEachSeedAndABarForEachBucket() throws Exception {
    Document page = parsed(new HtmlReport(report(2, 3)).page());

    assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    assertThat(texts(page, "title"))
        .contains(
            "lstm seed 2, epoch 3: 5.333333",
            "lstm seed 1, epoch 1: 0.100000",
            "1-2 (1), markov: 0.500000",
            "51+ (1), lstm: 0.815465",
            "never (1), markov: 0.500000",
            "365+ (1), lstm: 0.815465");
  }

  @Test
  void shouldDrawASingleEpochWithAValueOfZero() throws Exception {
    Document page = parsed(new HtmlReport(report(1, 1)).page());

    NodeList shapes = page.getElementsByTagName("circle");
    assertThat(shapes.getLength()).isEqualTo(2);
    for (String attribute : new String[] {"cx", "cy"}) {
      assertThat(Double.parseDouble(((Element) shapes.item(0)).getAttribute(attribute)))
          .isBetween(0.0, 420.0);
    }
    assertThat(texts(page, "tr").get(3)).startsWith("lstm").doesNotContain("seeds", "±");
  }

  private EvaluationReport report(int seeds, int epochs) {
    List<EvaluationReport.Row> rows = new ArrayList<>();
    rows.add(row("popularity", 0, 20, "", List.of()));
    rows.add(row("markov", 0, 3, "smoothing 1", List.of()));
    for (int seed = 1; seed <= seeds; seed++) {
      List<EpochReport> curve = new ArrayList<>();
      for (int epoch = 1; epoch <= epochs; epoch++) {
        curve.add(new EpochReport(epoch, 5 + 1.0 / epoch, epochs == 1 ? 0 : 0.1 * epoch, 1000));
      }
      rows.add(row("lstm", seed, seed, "epoch " + seed, curve));
    }
    return EvaluationReport.of(
        "time-split",
        EvaluationReport.ALL_BEHAVIOURS,
        new EvaluationReport.DataSet(
            HOSTILE, 1200, ITEMS, 50_000, 400, 3, new LogReport(Map.of(), 0, 0, 0, 0, 0.01)),
        false,
        rows,
        List.of());
  }

  /** Of who puts every target at this rank; their items are met never, today and a year ago. */
  private EvaluationReport.Row row(
      String name, long seed, int rank, String parameters, List<EpochReport> epochs) {
    RankingMetrics test = metrics(rank);
    List<ItemAge> ages = ItemAge.of(test.gains(), new int[] {ItemAge.NEVER, 0, 365});
    return new EvaluationReport.Row(name, seed, test, ages, 9.5, 1000, parameters, epochs);
  }

  /** Figures of who puts every target at this rank. */
  private RankingMetrics metrics(int rank) {
    Ranker ranker = (asked, sink) -> asked.forEach(query -> sink.scores(query, scores(rank)));
    return new Evaluator(ITEMS, false).evaluate(ranker, queries);
  }

  private static float[] scores(int rank) {
    float[] scores = new float[ITEMS];
    for (int i = 1; i < ITEMS; i++) {
      scores[i] = i < rank ? 1 : -1;
    }
    return scores;
  }

  private static Query query(int known) {
    return new Query(new History(0), known, new int[] {1}, 0);
  }

  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<String> texts(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
