package dev.tidemark.local.shop;

import com.google.common.collect.Lists;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tidemark.local.PlainCells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * A made-up shop over a year whose shoppers have known lasting tastes and known missions of the
 * moment. The same seed and last day make the same shop, event by event.
 */
public final class SimulatedShop {
  public static final int SHOPPERS = 400;
  public static final long SEED = 20250101;

  private static final LocalDate LAST_DAY = LocalDate.of(2025, 6, 30);
  private static final int FAVOURITES = 3;
  private static final double MEAN_SESSIONS = 8;

  /** Parts of all visits: on a mission in a favourite category, on any other, only browsing. */
  static final double[] PURPOSES = {0.6, 0.2, 0.2};

  private final ShopCatalogue catalogue;
  private final ShopCalendar calendar;
  private final Random random;
  private final List<Shopper> shoppers = new ArrayList<>();
  private final List<ShopSession> sessions = new ArrayList<>();

  /** One whose last day is always the same, for figures that can be repeated. */
  public SimulatedShop(int shoppers, long seed) {
    this(shoppers, seed, LAST_DAY);
  }

  /**
   * @param shoppers how many people; each brings about sixty events
   * @param lastDay the year ends with it
   */
  public SimulatedShop(int shoppers, long seed, LocalDate lastDay) {
    random = new Random(seed);
    calendar = new ShopCalendar(lastDay);
    catalogue = new ShopCatalogue(random);
    for (int i = 1; i <= shoppers; i++) {
      this.shoppers.add(shopper(i));
    }
    this.shoppers.forEach(this::visits);
  }

  public List<ShopItem> items() {
    return catalogue.items();
  }

  public List<ShopCategory> categories() {
    return catalogue.categories();
  }

  public List<Shopper> shoppers() {
    return List.copyOf(shoppers);
  }

  /** The visits of each shopper in order of time, shopper by shopper. */
  public List<ShopSession> sessions() {
    return List.copyOf(sessions);
  }

  /** All events in order of time. */
  public List<ShopEvent> events() {
    return sessions.stream()
        .flatMap(session -> session.events().stream())
        .sorted(Comparator.comparing(ShopEvent::time).thenComparing(ShopEvent::shopper))
        .toList();
  }

  /**
   * Writes {@code items.csv} and {@code events.csv}, the layout of any data folder. Newest events
   * come first, so that an import brings what is popular now before the rest of the year.
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("items.csv"))) {
      csv.writeRecord("item_id", "title", "category", "price");
      items()
          .forEach(
              item ->
                  csv.writeRecord(
                      PlainCells.of(
                          item.id(), item.title(), item.category(), money(item.price()))));
    }
    try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("events.csv"))) {
      csv.writeRecord(
          "user_id", "item_id", "event_type", "timestamp", "price", "rating", "promotion");
      Lists.reverse(events())
          .forEach(
              event ->
                  csv.writeRecord(
                      PlainCells.of(
                          event.shopper(),
                          event.item().id(),
                          event.type(),
                          Long.toString(event.time().getEpochSecond()),
                          money(event.price()),
                          Double.isNaN(event.rating()) ? "" : Long.toString((long) event.rating()),
                          event.promotion())));
    }
  }

  private static String money(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }

  private Shopper shopper(int number) {
    Set<String> favourites = new LinkedHashSet<>();
    while (favourites.size() < FAVOURITES) {
      favourites.add(Pick.of(catalogue.categories(), c -> 1, random).name());
    }
    double activity = StrictMath.exp(0.6 * random.nextGaussian() - 0.18);
    int visits = Math.max(2, (int) Math.round(MEAN_SESSIONS * activity));
    return new Shopper(
        String.format(Locale.ROOT, "shopper-%04d", number),
        List.copyOf(favourites),
        random.nextInt(3),
        visits);
  }

  private void visits(Shopper shopper) {
    List<Instant> starts = new ArrayList<>();
    while (starts.size() < shopper.sessions()) {
      LocalDate day = calendar.day(random);
      Instant start = day.atTime(calendar.time(random)).toInstant(ZoneOffset.UTC);
      // Visits of one person never overlap, so that their order is certain.
      if (starts.stream()
          .allMatch(s -> Duration.between(s, start).abs().compareTo(Duration.ofHours(4)) > 0)) {
        starts.add(start);
      }
    }
    starts.sort(Comparator.naturalOrder());
    starts.forEach(start -> sessions.add(visit(shopper, start)));
  }

  private ShopSession visit(Shopper shopper, Instant start) {
    SessionSimulator simulator = new SessionSimulator(catalogue, random, shopper, start);
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    return switch (Pick.index(PURPOSES, random)) {
      case 0 -> simulator.hunt(favourite(shopper, day));
      case 1 ->
          simulator.hunt(
              Pick.of(catalogue.categories(), c -> ShopCalendar.demand(c, day), random).name());
      default -> simulator.browse();
    };
  }

  private String favourite(Shopper shopper, LocalDate day) {
    return Pick.of(
        shopper.favourites(),
        name ->
            ShopCalendar.demand(catalogue.category(name), day)
                * (FAVOURITES - shopper.favourites().indexOf(name)),
        random);
  }
}
