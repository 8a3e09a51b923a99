package dev.tidemark.recommendation.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.ItemCounts;
import dev.tidemark.store.tables.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveCountsTest {
  private final Map<Period, List<CounterStore.Shoppers>> boards = new HashMap<>();
  private final Boards counters = new Boards();
  private Instant now = Instant.parse("2026-11-27T12:30:00Z");
  private final LiveCounts counts = new LiveCounts(counters, () -> now);

  @Test
  void shouldAddUpHoursForTrendsAndDaysForWhatIsPopular() {
    // Given
    put(hoursAgo(0), "lamp", 2, "mug", 1);
    put(hoursAgo(5), "mug", 2);
    put(hoursAgo(6), "chair", 50);
    put(daysAgo(0), "lamp", 3, "mug", 3);
    put(daysAgo(6), "chair", 5, "lamp", 1);
    put(daysAgo(7), "cup", 50);

    // When, then
    assertThat(counts.trending()).containsExactly("mug", "lamp");
    assertThat(counts.popular()).containsExactly("chair", "lamp", "mug");
  }

  @Test
  void shouldSoonSeeDaysThatAreImported() {
    assertThat(counts.popular()).isEmpty();
    put(daysAgo(3), "lamp", 1);

    now = now.plusSeconds(4);
    assertThat(counts.popular()).isEmpty();

    now = now.plusSeconds(1);
    assertThat(counts.popular()).containsExactly("lamp");
  }

  @Test
  void shouldReadWhatIsStillCountedOnceASecondAndTheRestSeldom() {
    for (int days = 1; days < 7; days++) {
      put(daysAgo(days), "mug", 1);
    }
    counts.popular();
    assertThat(counters.reads).isEqualTo(7);

    counts.popular();
    assertThat(counters.reads).isEqualTo(7);

    put(daysAgo(0), "lamp", 1);
    now = now.plusSeconds(2);
    assertThat(counts.popular()).containsExactly("mug", "lamp");
    assertThat(counters.reads).isEqualTo(8);

    now = now.plus(Duration.ofMinutes(6));
    counts.popular();
    assertThat(counters.reads).isEqualTo(15);
  }

  @Test
  void shouldDoWithWhatItHasWhereTheCountersDoNotAnswerAndNotAskEachTime() {
    // Given
    put(daysAgo(0), "lamp", 1);
    counts.popular();
    counters.isBroken = true;
    now = now.plusSeconds(2);

    // When, then
    assertThat(counts.popular()).containsExactly("lamp");
    assertThat(counts.trending()).isEmpty();
    assertThat(counters.reads).isEqualTo(8);

    // When they answer again
    counters.isBroken = false;
    put(hoursAgo(0), "mug", 1);
    now = now.plusSeconds(6);
    assertThat(counts.trending()).containsExactly("mug");
  }

  @Test
  void shouldReadForASecondAndLetTheNextRequestGoOn() {
    counters.takes = Duration.ofMillis(600);

    counts.popular();
    assertThat(counters.reads).isEqualTo(2);

    counts.popular();
    counts.popular();
    assertThat(counters.reads).isGreaterThanOrEqualTo(5);
  }

  private Period hoursAgo(int hours) {
    return Period.hourOf(now.minus(Duration.ofHours(hours)));
  }

  private Period daysAgo(int days) {
    return Period.dayOf(now.minus(Duration.ofDays(days)));
  }

  private void put(Period period, Object... itemsAndCounts) {
    List<CounterStore.Shoppers> items = new ArrayList<>();
    for (int i = 0; i < itemsAndCounts.length; i += 2) {
      items.add(
          new CounterStore.Shoppers((String) itemsAndCounts[i], (Integer) itemsAndCounts[i + 1]));
    }
    boards.put(period, items);
  }

  private final class Boards implements CounterStore {
    private int reads;
    private boolean isBroken;
    private Duration takes = Duration.ZERO;

    @Override
    public List<Shoppers> top(Period period, int most) {
      reads++;
      now = now.plus(takes);
      if (isBroken) {
        throw new StoreUnavailableException("broken", null);
      }
      return boards.getOrDefault(period, List.of());
    }

    @Override
    public int count(Collection<Interaction> interactions) {
      throw new AssertionError("nothing is written here");
    }

    @Override
    public ItemCounts counts(String itemId, Period period) {
      throw new AssertionError("it asks for lists");
    }

    @Override
    public void forget(UserKey user) {
      throw new AssertionError("nothing is written here");
    }
  }
}
