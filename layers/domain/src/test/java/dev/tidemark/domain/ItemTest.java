package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemTest {

  @Test
  void shouldTakeAnItemWithNothingButItsId() {
    assertThat(item("i", "", "", Double.NaN, List.of(), List.of()).title()).isEmpty();
  }

  @Test
  void shouldNameTheFieldThatIsRefused() {
    assertRefused("itemId", " ", "", "", 1, List.of(), List.of());
    assertRefused("title", "i", "x".repeat(513), "", 1, List.of(), List.of());
    assertRefused("category", "i", "", "x".repeat(1025), 1, List.of(), List.of());
    assertRefused("price", "i", "", "", -1, List.of(), List.of());
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
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field));
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
