package dev.tidemark.local.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.data.CleaningReport;
import dev.tidemark.data.folder.DatasetReader;
import dev.tidemark.domain.Behaviour;
import dev.tidemark.domain.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedShopTest {
  private static final SimulatedShop SHOP =
      new SimulatedShop(SimulatedShop.SHOPPERS, SimulatedShop.SEED);

  @TempDir Path folder;

  @Test
  void shouldHaveTheSizeOfASmallShop() {
    assertThat(SHOP.shoppers()).hasSize(600);
    assertThat(SHOP.items()).hasSize(800);
    assertThat(SHOP.events()).hasSizeBetween(55_000, 65_000);
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

    // Then
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
    assertThat(onMission).isGreaterThan(0.8);
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
    assertThat(items.kept()).isEqualTo(800);
    assertThat(items.rejectedRows()).isZero();
    assertThat(events.kept()).isEqualTo(SHOP.events().size());
    assertThat(events.duplicates()).isZero();
    assertThat(Files.readAllLines(folder.resolve("events.csv")).get(0))
        .isEqualTo("user_id,item_id,event_type,timestamp,price,rating,promotion");
    assertThat(promoted)
        .hasSizeBetween(100, SHOP.events().size() / 2)
        .allMatch(event -> event.context().get(Event.PROMOTION).equals("spring"))
        .allMatch(event -> !day(event).isBefore(ShopCalendar.PROMOTION_START))
        .allMatch(event -> !day(event).isAfter(ShopCalendar.PROMOTION_END));
  }

  private static LocalDate day(Event event) {
    return LocalDate.ofInstant(event.timestamp(), ZoneOffset.UTC);
  }

  private static ShopCategory category(String name) {
    return SHOP.categories().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static boolean promoted(LocalDate day) {
    return !day.isBefore(ShopCalendar.PROMOTION_START) && !day.isAfter(ShopCalendar.PROMOTION_END);
  }

  private static double average(Map<LocalDate, Long> byDay, Predicate<LocalDate> which) {
    return byDay.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .average()
        .orElseThrow();
  }
}
