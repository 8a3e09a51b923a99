package dev.tidemark.lab.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.data.DatasetException;
import dev.tidemark.data.format.Given;
import dev.tidemark.lab.report.PropensityPage;
import dev.tidemark.lab.report.PropensityReport;
import dev.tidemark.lab.report.PropensityReport.Row;
import dev.tidemark.propensity.Activity;
import dev.tidemark.training.propensity.Cuts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingOriginTest {
  private static final Path DATA = Path.of("../../../shared/data");
  private static final PrintStream SILENT = new PrintStream(new ByteArrayOutputStream());

  @TempDir private Path folder;

  private static PropensityReport report(Path data) {
    return new RollingOrigin(ShopHistory.read(data, Given.NOTHING, SILENT), 30, 1, SILENT)
        .run(before -> Optional.empty());
  }

  @Test
  void shouldBeAheadOfBothBaselinesOnOnlineRetail() {
    Path data = DATA.resolve("uci-online-retail-small");
    assumeTrue(Files.exists(data), "no " + data);

    PropensityReport report = report(data);

    Map<String, Row> rows =
        report.models().stream().collect(Collectors.toMap(Row::name, Function.identity()));
    for (String baseline : new String[] {"rfm", "bg-nbd", "base-rate"}) {
      assertThat(rows.get(baseline).aucAhead().get("tidemark").low()).as(baseline).isPositive();
    }
    assertThat(rows.get("tidemark").calibrationError()).isLessThan(.05);
    assertThat(rows.get("tidemark").deciles()).hasSize(10);
    assertThat(new PropensityPage(report).page()).contains("Lift by decile", "Calibration");
  }

  @Test
  void shouldFindThePublishedParametersInTransactionsAlone() throws IOException {
    Path transactions = DATA.resolve("cdnow-sample/transactions.csv");
    assumeTrue(Files.exists(transactions), "no " + transactions);
    Files.copy(transactions, folder.resolve("transactions.csv"));

    List<Activity> customers = ShopHistory.read(folder, Given.NOTHING, SILENT).activities();
    PropensityReport.Rhythm found = RollingOrigin.rhythm(customers, Cuts.of(customers));

    assertThat(found.r()).isCloseTo(.243, withPercentage(2));
    assertThat(found.alpha()).isCloseTo(4.414, withPercentage(2));
    assertThat(found.a()).isCloseTo(.793, withPercentage(2));
    assertThat(found.b()).isCloseTo(2.426, withPercentage(2));
    assertThat(found.logLikelihood()).isCloseTo(-9582.4, within(.1));
  }

  @Test
  void shouldSayWhatIsMissingWhereNobodyBuys() throws IOException {
    events("u1,i1,rating,1700000000");

    assertThatThrownBy(() -> report(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no event of type purchase");
  }

  @Test
  void shouldSayThatADayOfOneShopperIsTooLittle() throws IOException {
    events("u1,i1,purchase,1700000000\nu1,i2,purchase,1700000060");

    assertThatThrownBy(() -> report(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("1 shoppers over 0 days are too few")
        .hasMessageContaining("--days 7");
  }

  @Test
  void shouldNameTheLineThatIsNoTransaction() throws IOException {
    Files.writeString(
        folder.resolve("transactions.csv"),
        "customer_id,date,quantity,amount\n0001,19970101,1,12.50\n0001,yesterday,1,12.50\n");

    assertThatThrownBy(() -> report(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("customer_id,date,quantity,amount");
  }

  private void events(String rows) throws IOException {
    Files.writeString(
        folder.resolve("events.csv"), "user_id,item_id,event_type,timestamp\n" + rows + "\n");
  }
}
