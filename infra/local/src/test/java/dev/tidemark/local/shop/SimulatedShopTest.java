package dev.tidemark.local.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedShopTest {
  private static final SimulatedShop SHOP =
      new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED);

  @TempDir Path folder;

  @Test
  void shouldHaveTheSizeOfASmallShop() {
    assertThat(SHOP.shoppers()).hasSize(400);
    assertThat(SHOP.items()).hasSize(400);
    assertThat(SHOP.events()).hasSizeBetween(22_000, 27_000);
    assertThat(SHOP.events())
        .extracting(ShopEvent::type)
        .contains(
            Behaviour.VIEW,
            Behaviour.CLICK,
            Behaviour.FAVOURITE,
            Behaviour.ADD_TO_CART,
            Behaviour.PURCHASE,
            Behaviour.RATING);
  }

  @Test
  void shouldBeTheSameForTheSameSeedOnly() {
    // When
    SimulatedShop same = new SimulatedShop(50, 7);
    SimulatedShop again = new SimulatedShop(50, 7);
    SimulatedShop other = new SimulatedShop(50, 8);

    SimulatedShop later = new SimulatedShop(50, 7, LocalDate.of(2026, 11, 27));

    // Then
    assertThat(later.items()).isEqualTo(same.items());
    assertThat(day(later.events().get(0).time()))
        .isBetween(LocalDate.of(2025, 11, 28), LocalDate.of(2025, 12, 20));
    assertThat(day(later.events().get(later.events().size() - 1).time()))
        .isBetween(LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 28));
    assertThat(again.events()).isEqualTo(same.events());
    assertThat(other.events()).isNotEqualTo(same.events());
  }

  @Test
  void shouldKeepSessionsOnTheirMission() {
    // Given
    List<ShopSession> missions =
        SHOP.sessions().stream().filter(session -> !session.mission().isEmpty()).toList();

    // Then: whatever is not of the mission's category is an accessory of it
    for (ShopSession session : missions) {
      String accessory = category(session.mission()).accessory();
      assertThat(session.events())
          .extracting(event -> event.item().category())
          .allMatch(name -> name.equals(session.mission()) || name.equals(accessory));
    }
    double onMission =
        missions.stream()
            .flatMap(s -> s.events().stream().map(e -> e.item().category().equals(s.mission())))
            .mapToInt(same -> same ? 1 : 0)
            .average()
            .orElseThrow();
    assertThat(onMission).isGreaterThan(0.7);
  }

  @Test
  void shouldLetAccessoriesFollowAPurchaseOnly() {
    for (ShopSession session : SHOP.sessions()) {
      if (!session.mission().isEmpty()) {
        String accessory = category(session.mission()).accessory();
        int firstAccessory = -1;
        int firstPurchase = -1;
        for (int i = session.events().size() - 1; i >= 0; i--) {
          ShopEvent event = session.events().get(i);
          firstAccessory = event.item().category().equals(accessory) ? i : firstAccessory;
          firstPurchase = event.type().equals(Behaviour.PURCHASE) ? i : firstPurchase;
        }
        if (firstAccessory >= 0) {
          assertThat(firstPurchase).isBetween(0, firstAccessory - 1);
        }
      }
    }
  }

  @Test
  void shouldShowLastingTastes() {
    // When: the part of each shopper's missions that are in a favourite category
    double inFavourites =
        SHOP.sessions().stream()
            .filter(session -> !session.mission().isEmpty())
            .mapToInt(s -> s.shopper().favourites().contains(s.mission()) ? 1 : 0)
            .average()
            .orElseThrow();
    double atPriceLevel =
        SHOP.sessions().stream()
            .flatMap(
                s ->
                    s.events().stream().map(e -> e.item().priceLevel() == s.shopper().priceLevel()))
            .mapToInt(same -> same ? 1 : 0)
            .average()
            .orElseThrow();

    // Then: of 40 categories three are favourites, of three price levels one
    assertThat(inFavourites).isBetween(0.7, 0.85);
    assertThat(atPriceLevel).isGreaterThan(0.6);
  }

  @Test
  void shouldFollowTheWeekAndThePromotion() {
    // When
    Map<LocalDate, Long> byDay =
        SHOP.sessions().stream()
            .map(s -> LocalDate.ofInstant(s.events().get(0).time(), ZoneOffset.UTC))
            .collect(Collectors.groupingBy(day -> day, Collectors.counting()));
    double ordinary = average(byDay, day -> !promoted(day) && day.getDayOfWeek().getValue() < 6);
    double weekend = average(byDay, day -> !promoted(day) && day.getDayOfWeek().getValue() >= 6);
    double promotion = average(byDay, SimulatedShopTest::promoted);

    // Then
    assertThat(weekend / ordinary).isCloseTo(1.6, within(0.3));
    assertThat(promotion / ordinary).isGreaterThan(1.8);
  }

  @Test
  void shouldWriteADataFolderThatNeedsNoCleaning() throws Exception {
    // When
    SHOP.write(folder);

    // Then
    DatasetReader reader = DatasetReader.open(folder);
    CleaningReport items = reader.readItems(item -> {}).get(0).cleaning();
    List<Event> promoted = new ArrayList<>();
    CleaningReport events =
        reader
            .readEvents(
                event -> {
                  if (event.context().containsKey(Event.PROMOTION)) {
                    promoted.add(event);
                  }
                })
            .get(0)
            .cleaning();
    assertThat(items.kept()).isEqualTo(400);
    assertThat(items.rejectedRows()).isZero();
    assertThat(events.kept()).isEqualTo(SHOP.events().size());
    assertThat(events.duplicates()).isZero();
    assertThat(Files.readAllLines(folder.resolve("events.csv")).get(0))
        .isEqualTo("user_id,item_id,event_type,timestamp,price,rating,promotion");
    assertThat(promoted)
        .hasSizeBetween(100, SHOP.events().size() / 2)
        .allMatch(event -> promotions(day(event)).contains(event.context().get(Event.PROMOTION)));
    assertThat(promoted)
        .extracting(event -> event.context().get(Event.PROMOTION))
        .contains("new year", "spring", "summer", "autumn", "winter");
  }

  @Test
  void shouldSellMoreInASeasonAndInAPromotion() {
    // When
    Map<String, Long> kitchen = purchases(event -> event.item().category().startsWith("Kitchen/"));
    Map<String, Long> garden = purchases(event -> event.item().category().startsWith("Garden/"));

    // Then: kitchens before Christmas, gardens in spring
    assertThat(sum(kitchen, "2024-11", "2024-12"))
        .isGreaterThan(2 * sum(kitchen, "2025-05", "2025-06"));
    assertThat(sum(garden, "2025-03", "2025-04"))
        .isGreaterThan(2 * sum(garden, "2024-10", "2024-11"));
    assertThat(kitchen).as("months with a sale").hasSize(12);
  }

  /** What a model reaches is in infra/docs/measured.md. */
  @Test
  void shouldLeaveAModelSomethingToFindOut() {
    double best = new ShopTruth(SHOP).ndcg();

    System.out.printf("Known truth of the simulated shop: NDCG@10 %.4f%n", best);
    assertThat(best).isBetween(0.8, 0.9);
  }

  private static Map<String, Long> purchases(Predicate<ShopEvent> which) {
    return SHOP.events().stream()
        .filter(event -> event.type().equals(Behaviour.PURCHASE))
        .filter(which)
        .collect(
            Collectors.groupingBy(
                event -> day(event.time()).toString().substring(0, 7), Collectors.counting()));
  }

  private static long sum(Map<String, Long> months, String... names) {
    return Stream.of(names).mapToLong(name -> months.getOrDefault(name, 0L)).sum();
  }

  private static LocalDate day(Event event) {
    return day(event.timestamp());
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static List<String> promotions(LocalDate day) {
    return ShopPromotion.ALL.stream().filter(it -> it.isOn(day)).map(ShopPromotion::name).toList();
  }

  private static ShopCategory category(String name) {
    return SHOP.categories().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static boolean promoted(LocalDate day) {
    return !promotions(day).isEmpty();
  }

  private static double average(Map<LocalDate, Long> byDay, Predicate<LocalDate> which) {
    return byDay.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .average()
        .orElseThrow();
  }
}
