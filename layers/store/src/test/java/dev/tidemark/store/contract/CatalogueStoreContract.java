package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Item;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.PutResult;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CatalogueStore} must do. */
public abstract class CatalogueStoreContract {
  private CatalogueStore store;

  /** A store without anything in it, in which every call happens later than the one before. */
  protected abstract CatalogueStore emptyStore();

  @BeforeEach
  void makeStore() {
    store = emptyStore();
  }

  @Test
  void shouldFindNothingInAnEmptyCatalogue() {
    assertThat(store.find(List.of("a"))).isEmpty();
    assertThat(store.find(List.of())).isEmpty();
    assertThat(store.newestActive(10)).isEmpty();
    assertThat(store.put(List.of())).isEqualTo(new PutResult(0, 0, 0));
  }

  @Test
  void shouldReturnEveryFieldAsItWasStored() {
    // Given
    Item full =
        new Item(
            "id/日本 1",
            "Tïtle",
            "home/kitchen|gifts",
            12.34,
            List.of("new", "red", "new"),
            List.of(0.1f, -1e-20f, Float.MAX_VALUE),
            false);
    Item bare = item("bare", "", true);

    // When
    store.put(List.of(full, bare));

    // Then it lists them without tags and vector, and yet knows when one of these changes
    Item listed =
        new Item(full.itemId(), "Tïtle", "home/kitchen|gifts", 12.34, List.of(), List.of(), false);
    assertThat(store.find(List.of(full.itemId(), "bare", "unknown", "bare")))
        .isEqualTo(Map.of(full.itemId(), listed, "bare", bare));
    assertThat(store.put(List.of(full, bare))).isEqualTo(new PutResult(0, 2, 0));
    assertThat(store.put(List.of(listed))).isEqualTo(new PutResult(1, 0, 0));
  }

  @Test
  void shouldCountUnchangedItemsAsDuplicatesAndChangedOnesAsStored() {
    // Given
    Item priced = new Item("b", "B", "", -0.0, List.of(), List.of(-0.0f), true);
    assertThat(store.put(List.of(item("a"), priced))).isEqualTo(new PutResult(2, 0, 0));

    // When
    PutResult result = store.put(List.of(item("a", "changed", true), priced, item("c")));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 1, 0));
    assertThat(store.find(List.of("a"))).containsValue(item("a", "changed", true));
  }

  @Test
  void shouldTakeTheLastOfSeveralWithOneId() {
    // When
    PutResult result =
        store.put(List.of(item("a", "first", true), item("b"), item("a", "last", true)));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 1, 0));
    assertThat(store.find(List.of("a"))).containsValue(item("a", "last", true));
  }

  @Test
  void shouldStoreMoreThanOneCallTakes() {
    // Given
    List<Item> items = IntStream.range(0, 230).mapToObj(i -> item("item-" + i)).toList();

    // When
    PutResult result = store.put(items);

    // Then
    assertThat(result).isEqualTo(new PutResult(230, 0, 0));
    assertThat(store.put(items)).isEqualTo(new PutResult(0, 230, 0));
    List<String> ids = items.subList(130, 230).stream().map(Item::itemId).toList();
    assertThat(store.find(ids)).hasSize(100);
    assertThat(store.newestActive(1000)).hasSize(230);
  }

  @Test
  void shouldRefuseToFindMoreThanOneCallTakes() {
    List<String> ids = IntStream.range(0, 101).mapToObj(i -> "item-" + i).toList();

    assertThatThrownBy(() -> store.find(ids)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldListActiveItemsByTheTimeOfFirstListing() {
    // Given
    store.put(List.of(item("oldest")));
    store.put(List.of(item("gone")));
    store.put(List.of(item("hidden", "Hidden", false)));
    Item newest = new Item("newest", "N", "c", 1, List.of("tag"), List.of(1f), true);
    store.put(List.of(newest));

    // When one is changed, one withdrawn and one shown
    store.put(List.of(item("oldest", "changed", true)));
    store.put(List.of(item("gone", "Title of gone", false)));
    store.put(List.of(item("hidden", "Hidden", true)));

    // Then
    Item asListed = new Item("newest", "N", "c", 1, List.of(), List.of(), true);
    assertThat(store.newestActive(10))
        .containsExactly(asListed, item("hidden", "Hidden", true), item("oldest", "changed", true));
    assertThat(store.newestActive(1)).containsExactly(asListed);
    assertThat(store.find(List.of("gone"))).containsValue(item("gone", "Title of gone", false));
  }
}
