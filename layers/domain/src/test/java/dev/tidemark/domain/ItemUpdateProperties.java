package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.ItemUpdate.Field;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ItemUpdateProperties {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldReplaceWhatIsGivenAndKeepTheRest(
      @ForAll("items") Item stored, @ForAll("updates") ItemUpdate update) {
    Item after = update.over(stored);

    for (Field field : Field.values()) {
      assertThat(value(after, field))
          .isEqualTo(value(update.gives(field) ? update.item() : stored, field));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldDoAtOnceWhatOneDoesAfterTheOther(
      @ForAll("items") Item stored,
      @ForAll("updates") ItemUpdate first,
      @ForAll("updates") ItemUpdate later) {
    assertThat(first.then(later).over(stored)).isEqualTo(later.over(first.over(stored)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldNeverSwitchOnByADescription(@ForAll("items") Item stored, @ForAll("items") Item sent) {
    assertThat(ItemUpdate.allButActive(sent).over(stored).active()).isEqualTo(stored.active());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldReplaceEverythingByAWholeItem(
      @ForAll("items") Item stored, @ForAll("items") Item sent) {
    assertThat(ItemUpdate.all(sent).over(stored)).isEqualTo(sent);
  }

  private static Object value(Item item, Field field) {
    return switch (field) {
      case TITLE -> item.title();
      case CATEGORY -> item.category();
      case PRICE -> item.price();
      case TAGS -> item.tags();
      case VECTOR -> item.vector();
      case ACTIVE -> item.active();
    };
  }

  @Provide
  Arbitrary<Item> items() {
    return Combinators.combine(
            Arbitraries.of("", "A", "B"),
            Arbitraries.of("", "c/d", "e"),
            Arbitraries.of(Double.NaN, 0.0, 2.5),
            Arbitraries.of(List.<String>of(), List.of("new"), List.of("new", "red")),
            Arbitraries.of(List.<Float>of(), List.of(1f)),
            Arbitraries.of(true, false))
        .as(
            (title, category, price, tags, vector, active) ->
                new Item("i", title, category, price, tags, vector, active));
  }

  @Provide
  Arbitrary<ItemUpdate> updates() {
    Arbitrary<Set<Field>> given = Arbitraries.of(Field.class).set();
    return Combinators.combine(items(), given).as(ItemUpdate::new);
  }
}
