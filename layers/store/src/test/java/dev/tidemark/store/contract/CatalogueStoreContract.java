package dev.tidemark.store.contract;

import static dev.tidemark.store.contract.Samples.item;
import static dev.tidemark.store.contract.Samples.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import dev.tidemark.domain.ItemUpdate.Field;
import dev.tidemark.store.tables.CatalogueStore;
import dev.tidemark.store.tables.Listing;
import dev.tidemark.store.tables.PatchResult;
import dev.tidemark.store.tables.PutResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    store.put(whole(full, bare));

    // Then it lists them without vector, and yet knows when that changes
    Item listed =
        new Item(
            full.itemId(), "Tïtle", "home/kitchen|gifts", 12.34, full.tags(), List.of(), false);
    assertThat(store.find(List.of(full.itemId(), "bare", "unknown", "bare")))
        .isEqualTo(Map.of(full.itemId(), listed, "bare", bare));
    assertThat(store.put(whole(full, bare))).isEqualTo(new PutResult(0, 2, 0));
    assertThat(store.put(whole(listed))).isEqualTo(new PutResult(1, 0, 0));
  }

  @Test
  void shouldCountUnchangedItemsAsDuplicatesAndChangedOnesAsStored() {
    // Given
    Item priced = new Item("b", "B", "", -0.0, List.of(), List.of(-0.0f), true);
    assertThat(store.put(whole(item("a"), priced))).isEqualTo(new PutResult(2, 0, 0));

    // When
    PutResult result = store.put(whole(item("a", "changed", true), priced, item("c")));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 1, 0));
    assertThat(store.find(List.of("a"))).containsValue(item("a", "changed", true));
  }

  @Test
  void shouldTakeTheLastOfSeveralWithOneId() {
    // When
    PutResult result =
        store.put(whole(item("a", "first", true), item("b"), item("a", "last", true)));

    // Then
    assertThat(result).isEqualTo(new PutResult(2, 1, 0));
    assertThat(store.find(List.of("a"))).containsValue(item("a", "last", true));
  }

  @Test
  void shouldKeepWhatAnUpdateDoesNotGive() {
    // Given
    Item full = new Item("a", "A", "c/d", 2.5, List.of("new"), List.of(1f, -0.5f), false);
    store.put(whole(full));

    // When
    PutResult described =
        store.put(List.of(ItemUpdate.allButActive(item("a")), ItemUpdate.allButActive(item("b"))));

    // Then what was switched off stays off, and what is new is on
    assertThat(described).isEqualTo(new PutResult(2, 0, 0));
    assertThat(store.find(List.of("a", "b")))
        .isEqualTo(Map.of("a", item("a", "Title of a", false), "b", item("b")));
    assertThat(store.put(List.of(ItemUpdate.allButActive(item("a")))))
        .isEqualTo(new PutResult(0, 1, 0));
  }

  @Test
  void shouldChangeNothingButTheFieldsOfAPatch() {
    // Given
    Item full = new Item("a", "A", "c/d", 2.5, List.of("new"), List.of(1f, -0.5f), true);
    store.put(whole(full, item("b")));

    // When
    PatchResult result =
        store.patch(
            List.of(
                patch(item("a", "", false), Field.ACTIVE),
                patch(item("b"), Field.TITLE),
                patch(item("a", "Better", true), Field.TITLE, Field.PRICE),
                patch(item("unknown"), Field.TITLE)));

    // Then
    assertThat(result).isEqualTo(new PatchResult(new PutResult(1, 2, 0), Set.of("unknown")));
    Item changed =
        new Item("a", "Better", "c/d", Double.NaN, List.of("new"), List.of(1f, -0.5f), false);
    assertThat(store.put(whole(changed))).as("all fields").isEqualTo(new PutResult(0, 1, 0));
    assertThat(store.find(List.of("unknown"))).isEmpty();
    assertThat(store.newestActive(10)).containsExactly(item("b"));
  }

  @Test
  void shouldClearAndFillEveryField() {
    // Given
    Item full = new Item("a", "A", "c/d", 2.5, List.of("new"), List.of(1f, -0.5f), true);
    Item empty = new Item("a", "", "", Double.NaN, List.of(), List.of(), false);
    store.put(whole(full));

    for (Field field : Field.values()) {
      // When, then
      assertThat(store.patch(List.of(patch(empty, field))).known())
          .as("%s cleared", field)
          .isEqualTo(new PutResult(1, 0, 0));
      assertThat(store.patch(List.of(patch(full, field))).known())
          .as("%s filled", field)
          .isEqualTo(new PutResult(1, 0, 0));
      assertThat(store.put(whole(full))).isEqualTo(new PutResult(0, 1, 0));
    }
  }

  @Test
  void shouldDelistUntilItIsListedAgain() {
    // Given
    Item b = new Item("b", "B", "c/d", 2.5, List.of(), List.of(), true);
    store.put(whole(item("a"), b, item("c"), item("off", "Off", false)));

    // When
    PutResult delisted = store.delist(List.of("a", "off", "b", "unknown", "a"));

    // Then
    assertThat(delisted).isEqualTo(new PutResult(2, 3, 0));
    assertThat(store.newestActive(10)).containsExactly(item("c"));
    assertThat(store.delist(List.of("a", "b"))).isEqualTo(new PutResult(0, 2, 0));

    // When one is only changed, one listed again, and what a sender switched off described
    store.patch(List.of(patch(item("a", "A", true), Field.TITLE)));
    PutResult listed =
        store.put(List.of(patch(item("b"), Field.TITLE), ItemUpdate.allButActive(item("off"))));

    // Then
    assertThat(listed.stored()).isEqualTo(2);
    assertThat(store.find(List.of("a", "b", "off")))
        .isEqualTo(
            Map.of(
                "a", item("a", "A", false),
                "b", new Item("b", "Title of b", "c/d", 2.5, List.of(), List.of(), true),
                "off", item("off", "Title of off", false)));
  }

  @Test
  void shouldForgetThatItDelistedWhatASenderSwitchesOff() {
    // Given
    store.put(whole(item("a"), item("b")));
    store.delist(List.of("a", "b"));

    // When
    PatchResult patched = store.patch(List.of(patch(item("a", "", false), Field.ACTIVE)));
    PutResult put = store.put(whole(item("b", "Title of b", false)));
    store.put(List.of(ItemUpdate.allButActive(item("a")), ItemUpdate.allButActive(item("b"))));

    // Then
    assertThat(patched.known()).isEqualTo(new PutResult(1, 0, 0));
    assertThat(put).isEqualTo(new PutResult(1, 0, 0));
    assertThat(store.newestActive(10)).isEmpty();
  }

  @Test
  void shouldListTheActiveOnesOfATime() {
    // Given
    store.put(whole(item("old"), item("off", "Off", false)));
    store.put(whole(IntStream.range(0, 120).mapToObj(i -> item("item-" + i)).toList()));

    // When, then
    assertThat(store.activeListedBefore(Instant.parse("9999-01-01T00:00:00Z")))
        .hasSize(121)
        .contains("old", "item-0", "item-119");
    assertThat(store.activeListedBefore(Instant.EPOCH)).isEmpty();
  }

  private static ItemUpdate patch(Item item, Field... given) {
    return new ItemUpdate(item, Set.of(given));
  }

  @Test
  void shouldStoreMoreThanOneCallTakes() {
    // Given
    List<Item> items = IntStream.range(0, 230).mapToObj(i -> item("item-" + i)).toList();

    // When
    PutResult result = store.put(whole(items));

    // Then
    assertThat(result).isEqualTo(new PutResult(230, 0, 0));
    assertThat(store.put(whole(items))).isEqualTo(new PutResult(0, 230, 0));
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
  void shouldTellTheContentVectorsOfItemsThatHaveOne() {
    store.put(whole(new Item("a", "A", "c", 1, List.of("tag"), List.of(1f, -2.5f), true)));
    store.put(whole(new Item("off", "", "", 1, List.of(), List.of(3f), false)));
    store.put(whole(item("plain")));

    assertThat(store.vectors(List.of("a", "off", "plain", "unknown")))
        .isEqualTo(Map.of("a", List.of(1f, -2.5f), "off", List.of(3f)));
    assertThat(store.vectors(List.of())).isEmpty();
  }

  @Test
  void shouldListActiveItemsByTheTimeOfFirstListing() {
    // Given
    store.put(whole(item("oldest")));
    store.put(whole(item("gone")));
    store.put(whole(item("hidden", "Hidden", false)));
    Item newest = new Item("newest", "N", "c", 1, List.of("tag"), List.of(1f), true);
    store.put(whole(newest));

    // When one is changed, one withdrawn and one shown
    store.put(whole(item("oldest", "changed", true)));
    store.put(whole(item("gone", "Title of gone", false)));
    store.put(whole(item("hidden", "Hidden", true)));

    // Then
    Item asListed = new Item("newest", "N", "c", 1, List.of(), List.of(), true);
    assertThat(store.newestActive(10))
        .containsExactly(asListed, item("hidden", "Hidden", true), item("oldest", "changed", true));
    assertThat(store.newestActive(1)).containsExactly(asListed);
    assertThat(store.find(List.of("gone"))).containsValue(item("gone", "Title of gone", false));
  }

  @Test
  void shouldListActiveItemsPageByPage() {
    // Given
    for (String id : List.of("a", "b", "c", "d", "e")) {
      store.put(whole(item(id)));
    }

    // When: the last of a page is read again as it travels, and one that follows goes
    Listing first = store.listed(Optional.empty(), 2);
    store.put(whole(item("c", "Title of c", false)));
    Listing second = store.listed(Listing.Place.of(first.next().orElseThrow().text()), 2);
    Optional<Listing> third = second.next().map(place -> store.listed(Optional.of(place), 2));

    // Then
    assertThat(first.items()).containsExactly(item("e"), item("d"));
    assertThat(second.items()).containsExactly(item("b"), item("a"));
    assertThat(third.orElse(Listing.NOTHING)).isEqualTo(Listing.NOTHING);
  }
}
