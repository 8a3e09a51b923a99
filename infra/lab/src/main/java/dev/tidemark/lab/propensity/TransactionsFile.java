package dev.tidemark.lab.propensity;

import dev.tidemark.data.DatasetException;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file of who paid how much on which day, as CDNOW's: no items, so that it is nothing to
 * recommend from.
 */
record TransactionsFile(Path file) {
  private static final String NAME = "transactions.csv";
  private static final String COLUMNS = "customer_id,date,quantity,amount";

  /** Empty where the folder holds something else. */
  static Optional<TransactionsFile> in(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return COLUMNS.equals(lines.readLine())
          ? Optional.of(new TransactionsFile(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage());
    }
  }

  ShopHistory read() {
    Map<String, List<Interaction>> customers = new TreeMap<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        if (number++ > 0) {
          Interaction row = row(line.split(",", -1), number);
          customers.computeIfAbsent(row.user().value(), id -> new ArrayList<>()).add(row);
        }
      }
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new DatasetException(
          file + ", line " + number + ": " + e.getMessage() + "; give " + COLUMNS);
    }
    customers.values().forEach(rows -> rows.sort(Interaction.SERVED_ORDER));
    return new ShopHistory(
        file.toAbsolutePath().normalize().getParent().getFileName().toString(),
        List.of(),
        new ArrayList<>(customers.values()),
        false);
  }

  private static Interaction row(String[] cells, int number) {
    if (cells.length != COLUMNS.split(",", -1).length) {
      throw new IllegalArgumentException(cells.length + " columns");
    }
    return new Interaction(
        new UserKey(cells[0]),
        Integer.toString(number),
        "unknown",
        Behaviour.PURCHASE,
        LocalDate.parse(cells[1], DateTimeFormatter.BASIC_ISO_DATE)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC),
        number,
        Double.NaN,
        Double.parseDouble(cells[3]),
        1,
        Map.of());
  }
}
