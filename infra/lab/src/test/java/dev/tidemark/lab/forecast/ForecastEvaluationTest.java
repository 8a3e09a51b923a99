package dev.tidemark.lab.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.data.DatasetException;
import dev.tidemark.lab.report.ForecastPage;
import dev.tidemark.lab.report.ForecastReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ForecastEvaluationTest {
  private static final int WEEKS = 120;

  /** Prints what infra/docs/measured.md says of it. */
  @Test
  void shouldBeatThePlainMethodsOnALongShopOfWhichTheTruthIsKnown() {
    LongShop shop = new LongShop(WEEKS, 1);

    ForecastReport report = ForecastEvaluation.of("long shop", shop.history(), 4);

    report.print(System.out);
    System.out.println("by chance alone: " + shop.leastWape(WEEKS / 2));
    for (ForecastReport.Level level : report.levels()) {
      ForecastReport.Row own = row(level, "tidemark");
      assertThat(own.coverage80()).as(level.level()).isBetween(0.75, 0.93);
      for (String plain : new String[] {"seasonal-naive", "ets", "naive", "moving-average"}) {
        assertThat(row(level, plain).difference().high())
            .as("%s: tidemark against %s", level.level(), plain)
            .isNegative();
      }
    }
    assertThat(row(report.levels().get(0), "tidemark").wape())
        .isBetween(shop.leastWape(WEEKS / 2), 2 * shop.leastWape(WEEKS / 2));
  }

  @Test
  void shouldSayHowManyWeeksItNeeds() {
    LongShop shop = new LongShop(12, 1);

    assertThatThrownBy(() -> ForecastEvaluation.of("short", shop.history(), 4))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("short: 12 complete weeks of sales are too few for 4 origins");
  }

  @Test
  void shouldPrintAndDrawWhatItFound() {
    ForecastReport report = ForecastEvaluation.of("<shop>", new LongShop(24, 2).history(), 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.print(new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("total (1)", "category (4, by category)", "item (12)", "croston");
    assertThat(new ForecastPage(report).page())
        .contains("&lt;shop&gt;", "WAPE, total")
        .doesNotContain("<shop>");
  }

  private static ForecastReport.Row row(ForecastReport.Level level, String name) {
    return level.methods().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
