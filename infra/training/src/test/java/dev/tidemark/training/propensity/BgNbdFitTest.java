package dev.tidemark.training.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.propensity.BgNbd;
import dev.tidemark.propensity.BgNbd.Buyer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BgNbdFitTest {
  private static final Path CDNOW = Path.of("../../../shared/data/cdnow-sample/transactions.csv");
  private static final double WEEK = 7;
  private static final LocalDate END = LocalDate.of(1997, 10, 1);

  @Test
  void shouldFindThePublishedParametersOfCdnow() throws IOException {
    assumeTrue(Files.exists(CDNOW), "no " + CDNOW);

    BgNbdFit fit = BgNbdFit.of(cdnow());

    BgNbd model = fit.model();
    assertThat(model.r()).isCloseTo(.243, withPercentage(2));
    assertThat(model.alpha()).isCloseTo(4.414, withPercentage(2));
    assertThat(model.a()).isCloseTo(.793, withPercentage(2));
    assertThat(model.b()).isCloseTo(2.426, withPercentage(2));
    assertThat(fit.logLikelihood()).isCloseTo(-9582.4, within(.1));
  }

  /** In weeks, as published; a day begins at its midnight and the last one is still seen. */
  private static List<Buyer> cdnow() throws IOException {
    Map<String, TreeSet<LocalDate>> orders = new TreeMap<>();
    for (String line : Files.readAllLines(CDNOW)) {
      String[] cells = line.split(",", -1);
      if (!cells[0].equals("customer_id")) {
        LocalDate day = LocalDate.parse(cells[1], DateTimeFormatter.BASIC_ISO_DATE);
        if (day.isBefore(END)) {
          orders.computeIfAbsent(cells[0], id -> new TreeSet<>()).add(day);
        }
      }
    }
    List<Buyer> buyers = new ArrayList<>();
    for (TreeSet<LocalDate> days : orders.values()) {
      LocalDate first = days.first();
      buyers.add(
          new Buyer(
              days.size() - 1,
              ChronoUnit.DAYS.between(first, days.last()) / WEEK,
              ChronoUnit.DAYS.between(first, END.minusDays(1)) / WEEK));
    }
    return buyers;
  }

  @Test
  void shouldFindWhatMadeUpBuyersWereDrawnBy() {
    BgNbd truth = new BgNbd(.8, 20, .9, 2.5);

    BgNbd found =
        BgNbdFit.of(MadeUpBuyers.drawn(truth, 20_000, 300, new SplittableRandom(1))).model();

    // The four are estimated with some spread; what they say of shoppers is the same.
    assertThat(found.r()).isCloseTo(truth.r(), withPercentage(10));
    assertThat(found.alpha()).isCloseTo(truth.alpha(), withPercentage(10));
    assertThat(found.a()).isCloseTo(truth.a(), withPercentage(15));
    assertThat(found.b()).isCloseTo(truth.b(), withPercentage(20));
    for (Buyer buyer :
        List.of(new Buyer(0, 0, 300), new Buyer(3, 50, 90), new Buyer(9, 290, 300))) {
      assertThat(found.orderWithin(30, buyer)).isCloseTo(truth.orderWithin(30, buyer), within(.01));
    }
  }

  @Test
  void shouldFitASingleBuyer() {
    BgNbd model = BgNbdFit.of(List.of(new Buyer(0, 0, 10))).model();

    assertThat(model.orderWithin(30, new Buyer(0, 0, 10))).isBetween(0.0, 1.0);
  }

  @Test
  void shouldNeedABuyer() {
    assertThatIllegalArgumentException().isThrownBy(() -> BgNbdFit.of(List.of()));
  }
}
