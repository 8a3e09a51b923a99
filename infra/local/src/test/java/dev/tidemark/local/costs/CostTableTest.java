package dev.tidemark.local.costs;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The cost table is what prices and usage come to; where one changes, this shows the new table. */
class CostTableTest {
  private static final Path COSTS = Path.of("..", "..", "infra", "costs");

  @Test
  void shouldStandInTheReadmeOfCosts() throws IOException {
    assertThat(Files.readString(COSTS.resolve("README.md"))).contains(table());
  }

  @Test
  void shouldUseEveryPrice() throws IOException {
    assertThat(rows("usage.csv").stream().map(row -> row.getField("item")))
        .containsAll(prices().keySet());
  }

  private static String table() throws IOException {
    Map<String, NamedCsvRecord> prices = prices();
    Map<String, BigDecimal> totals = new LinkedHashMap<>();
    NumberFormat quantities = NumberFormat.getInstance(Locale.ROOT);
    StringBuilder table =
        new StringBuilder(
            "| who | what | quantity | unit | a month, USD | why |\n|---|---|---|---|---|---|\n");
    for (NamedCsvRecord use : rows("usage.csv")) {
      NamedCsvRecord price = prices.get(use.getField("item"));
      BigDecimal quantity = new BigDecimal(use.getField("quantity"));
      BigDecimal cost = quantity.multiply(new BigDecimal(price.getField("usd")));
      totals.merge(use.getField("who"), cost, BigDecimal::add);
      table.append(
          String.format(
              "| %s | %s | %s | %s | %s | %s |\n",
              use.getField("who"),
              use.getField("what"),
              quantities.format(quantity),
              price.getField("per"),
              cents(cost),
              use.getField("why")));
    }
    totals.forEach(
        (who, total) ->
            table.append(String.format("| **%s** | | | | **%s** | |\n", who, cents(total))));
    return table.toString();
  }

  private static BigDecimal cents(BigDecimal usd) {
    return usd.setScale(2, RoundingMode.HALF_UP);
  }

  private static Map<String, NamedCsvRecord> prices() throws IOException {
    return rows("prices.csv").stream()
        .collect(Collectors.toMap(row -> row.getField("item"), row -> row));
  }

  private static List<NamedCsvRecord> rows(String file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(COSTS.resolve(file))) {
      return reader.stream().toList();
    }
  }
}
