package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemTest {

  @Test
  void shouldTakeAnItemWithNothingButItsId() {
    assertThat(item("i", "", "", Double.NaN, List.of(), List.of()).title()).isEmpty();
  }

  @Test
  void shouldTakeTheLargestItem() {
    Item item =
        item(
            "i".repeat(128),
            "t".repeat(512),
            "c".repeat(1024),
            1e12,
            Collections.nCopies(64, "t".repeat(128)),
            Collections.nCopies(4096, 1f));

    assertThat(item.vector()).hasSize(4096);
  }

  @Test
  void shouldKeepItsOwnLists() {
    // Given
    List<String> tags = new ArrayList<>(List.of("new"));
    List<Float> vector = new ArrayList<>(List.of(1f));
    Item item = item("i", "", "", 0, tags, vector);

    // When
    tags.clear();
    vector.clear();

    // Then
    assertThat(item.tags()).containsExactly("new");
    assertThat(item.vector()).containsExactly(1f);
  }

  @Test
  void shouldNameTheFieldThatIsRefused() {
    assertRefused("itemId", " ", "", "", 1, List.of(), List.of());
    assertRefused("itemId", "i".repeat(129), "", "", 1, List.of(), List.of());
    assertRefused("title", "i", "two\nlines", "", 1, List.of(), List.of());
    assertRefused("title", "i", "half \ud83d", "", 1, List.of(), List.of());
    assertRefused("title", "i", null, "", 1, List.of(), List.of());
    assertRefused("title", "i", "x".repeat(513), "", 1, List.of(), List.of());
    assertRefused("category", "i", "", "x".repeat(1025), 1, List.of(), List.of());
    assertRefused("price", "i", "", "", -1, List.of(), List.of());
    assertRefused("price", "i", "", "", 1e13, List.of(), List.of());
    assertRefused("price", "i", "", "", 1e-10, List.of(), List.of());
    assertRefused("tags", "i", "", "", 1, List.of("x".repeat(129)), List.of());
    assertRefused("vector", "i", "", "", 1, List.of(), Collections.singletonList(null));
    assertRefused("vector", "i", "", "", 1, List.of(), List.of(Float.POSITIVE_INFINITY));
    assertRefused("tags", "i", "", "", 1, List.of(""), List.of());
    assertRefused("tags", "i", "", "", 1, Collections.nCopies(65, "t"), List.of());
    assertRefused("vector", "i", "", "", 1, List.of(), List.of(Float.NaN));
    assertRefused("vector", "i", "", "", 1, List.of(), Collections.nCopies(4097, 1f));
  }

  private static void assertRefused(
      String field,
      String id,
      String title,
      String category,
      double price,
      List<String> tags,
      List<Float> vector) {
    assertThatThrownBy(() -> item(id, title, category, price, tags, vector))
        .isInstanceOfSatisfying(
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageMatching(field + ": (is missing|'.*' is not accepted); .+");
  }

  private static Item item(
      String id,
      String title,
      String category,
      double price,
      List<String> tags,
      List<Float> vector) {
    return new Item(id, title, category, price, tags, vector, true);
  }
}
