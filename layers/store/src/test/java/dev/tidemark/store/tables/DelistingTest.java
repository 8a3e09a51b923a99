package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.item;
import static dev.tidemark.store.contract.Samples.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Item;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelistingTest {
  private final FakeTime time = new FakeTime();
  private final CatalogueStore store = new InMemoryCatalogueStore(time);

  @Test
  void shouldSwitchOffWhatTheCatalogueLacksAndNothingElse() {
    // Given 1,200 items, one of them listed after the catalogue was written
    List<Item> items = IntStream.range(0, 1200).mapToObj(i -> item("item-" + i)).toList();
    store.put(whole(items.subList(0, 1199)));
    time.pass(Duration.ofMinutes(1));
    Instant written = time.instant();
    time.pass(Duration.ofMinutes(1));
    store.put(whole(items.get(1199)));

    // When
    Delisting delisting = Delisting.begin(store, written);
    items.subList(0, 600).forEach(item -> delisting.listed(item.itemId()));
    delisting.listed("unknown");

    // Then
    assertThat(delisting.active()).isEqualTo(1199);
    assertThat(delisting.lacking()).isEqualTo(599);
    assertThat(delisting.isSuspicious()).isFalse();
    assertThat(delisting.switchOff()).isEqualTo(new PutResult(500, 0, 0));
    assertThat(delisting.switchOff()).isEqualTo(new PutResult(99, 0, 0));
    assertThat(delisting.lacking()).isZero();
    assertThat(store.newestActive(2000)).hasSize(601).contains(items.get(1199));
  }

  @Test
  void shouldSuspectACatalogueThatLacksMoreThanHalf() {
    // Given
    store.put(whole(item("a"), item("b"), item("c"), item("d"), item("off", "Off", false)));
    time.pass(Duration.ofMinutes(1));
    Delisting delisting = Delisting.begin(store, time.instant());
    delisting.listed("a");
    assertThat(delisting.isSuspicious()).isTrue();

    // When, then
    delisting.listed("b");
    assertThat(delisting.isSuspicious()).isFalse();
  }

  @Test
  void shouldFindNothingToDoInAnEmptyStore() {
    Delisting delisting = Delisting.begin(store, time.instant());

    assertThat(delisting.isSuspicious()).isFalse();
    assertThat(delisting.lacking()).isZero();
  }
}
