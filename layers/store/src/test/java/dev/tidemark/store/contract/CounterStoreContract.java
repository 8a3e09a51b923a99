package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.CounterStore.Shoppers;
import dev.tidemark.store.tables.ItemCounts;
import dev.tidemark.store.tables.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CounterStore} must do. */
public abstract class CounterStoreContract {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Period DAY = Period.dayOf(NOON);
  private static final Period HOUR = Period.hourOf(NOON);

  private CounterStore counters;

  /** A store that has counted nothing. */
  protected abstract CounterStore emptyStore();

  @BeforeEach
  void makeStore() {
    counters = emptyStore();
  }

  @Test
  void shouldCountEventsAndShoppersByHourAndByDay() {
    // When
    int counted =
        counters.count(
            List.of(
                did(USER, "a", "lamp", NOON),
                did(USER, "b", "lamp", NOON.plusSeconds(60)),
                did(USER, "c", "lamp", NOON.minusMillis(1)),
                did(OTHER_USER, "a", "lamp", NOON),
                did(OTHER_USER, "b", "mug", NOON),
                did(OTHER_USER, "c", "lamp", NOON.minus(Duration.ofDays(1)))));

    // Then
    assertThat(counted).isEqualTo(6);
    assertThat(counters.counts("lamp", HOUR)).isEqualTo(new ItemCounts(3, 2));
    assertThat(counters.counts("lamp", Period.hourOf(NOON.minusMillis(1))))
        .isEqualTo(new ItemCounts(1, 1));
    assertThat(counters.counts("lamp", DAY)).isEqualTo(new ItemCounts(4, 2));
    assertThat(counters.counts("mug", DAY)).isEqualTo(new ItemCounts(1, 1));
    assertThat(counters.counts("lamp", Period.dayOf(NOON.minus(Duration.ofDays(1)))))
        .isEqualTo(new ItemCounts(1, 1));
    assertThat(counters.counts("cup", DAY)).isEqualTo(ItemCounts.NONE);
  }

  @Test
  void shouldCountNothingTwice() {
    // Given
    counters.count(List.of(did(USER, "a", "lamp", NOON), did(USER, "b", "lamp", NOON)));

    // When
    int again =
        counters.count(
            List.of(
                did(USER, "b", "lamp", NOON),
                did(USER, "c", "lamp", NOON),
                did(USER, "c", "lamp", NOON)));

    // Then
    assertThat(again).isEqualTo(1);
    assertThat(counters.counts("lamp", HOUR)).isEqualTo(new ItemCounts(3, 1));
    assertThat(counters.counts("lamp", DAY)).isEqualTo(new ItemCounts(3, 1));
  }

  @Test
  void shouldTellWhatMostShoppersDidNotWhatWasDoneMost() {
    // Given: one shopper clicks a lamp ten times, item n has n shoppers
    List<Interaction> all = new ArrayList<>();
    IntStream.range(0, 10).forEach(i -> all.add(did(USER, "click-" + i, "lamp", NOON)));
    for (int item = 2; item <= 9; item++) {
      for (int user = 0; user < item; user++) {
        all.add(did(new UserKey("user-" + user), "e" + item, "item-" + item, NOON));
      }
    }
    Collections.shuffle(all, new Random(1));
    counters.count(all);

    // When, then
    assertThat(counters.top(HOUR, 3))
        .containsExactly(
            new Shoppers("item-9", 9), new Shoppers("item-8", 8), new Shoppers("item-7", 7));
    assertThat(counters.top(DAY, 100)).hasSize(9).endsWith(new Shoppers("lamp", 1));
    assertThat(counters.top(Period.dayOf(NOON.minus(Duration.ofDays(1))), 3)).isEmpty();
  }

  @Test
  void shouldCountMoreThanATransactionHolds() {
    // Given: 150 shoppers of one item, and one of 150 items
    List<Interaction> all =
        Stream.concat(
                IntStream.range(0, 150)
                    .mapToObj(i -> did(new UserKey("user-" + i), "e", "lamp", NOON)),
                IntStream.range(0, 150).mapToObj(i -> did(USER, "e-" + i, "item-" + i, NOON)))
            .toList();

    // When, then
    assertThat(counters.count(all)).isEqualTo(300);
    assertThat(counters.counts("lamp", DAY)).isEqualTo(new ItemCounts(150, 150));
    assertThat(counters.top(DAY, 1000)).hasSize(151);
  }

  @Test
  void shouldStopCountingARobotWithOneItem() {
    List<Interaction> all =
        IntStream.range(0, CounterStore.MOST_OF_A_USER + 50)
            .mapToObj(i -> did(USER, "e-" + i, "lamp", NOON))
            .toList();

    counters.count(all.subList(0, 100));
    counters.count(all);
    counters.count(all);

    assertThat(counters.counts("lamp", DAY))
        .isEqualTo(new ItemCounts(CounterStore.MOST_OF_A_USER, 1));
  }

  @Test
  void shouldCountExactlyWhereManyCountTheSameItemAtOnce() {
    // Given: all traffic goes to one item, and each event comes to two callers
    List<List<Interaction>> batches = new ArrayList<>();
    for (int batch = 0; batch < 6; batch++) {
      int first = batch / 2 * 20;
      batches.add(
          IntStream.range(first, first + 20)
              .mapToObj(i -> did(new UserKey("user-" + i), "e", "lamp", NOON))
              .toList());
    }

    // When
    List<CompletableFuture<Integer>> callers =
        batches.stream()
            .map(batch -> CompletableFuture.supplyAsync(() -> counters.count(batch)))
            .toList();

    // Then
    assertThat(callers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(60);
    assertThat(counters.counts("lamp", DAY)).isEqualTo(new ItemCounts(60, 60));
  }

  @Test
  void shouldKeepTheCountsOfAUserWhoIsForgotten() {
    // Given
    counters.count(
        IntStream.range(0, 60).mapToObj(i -> did(USER, "e" + i, "item-" + i, NOON)).toList());
    counters.count(List.of(did(OTHER_USER, "e", "item-1", NOON)));

    // When
    counters.forget(USER);

    // Then
    assertThat(counters.counts("item-1", DAY)).isEqualTo(new ItemCounts(2, 2));
    assertThat(counters.count(List.of(did(OTHER_USER, "e", "item-1", NOON)))).isZero();
    assertThat(counters.count(List.of(did(USER, "later", "item-1", NOON)))).isEqualTo(1);
    assertThat(counters.counts("item-1", DAY)).isEqualTo(new ItemCounts(3, 3));
  }

  private static Interaction did(UserKey user, String eventId, String itemId, Instant time) {
    return new Interaction(
        user, eventId, itemId, "view", time, Double.NaN, Double.NaN, 0, Map.of());
  }
}
