package dev.tidemark.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.CategoryPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonTest {
  private final Person person =
      new Person(
          "key",
          Map.of(30, 0.5),
          1,
          Double.NaN,
          List.of(),
          List.of(new Share("i", 0.2)),
          List.of(
              new Share("Garden/Tools", 0.2),
              new Share("Garden > Pots|Kitchen", 0.1),
              new Share("Gardening", 0.4)),
          1.5);

  @Test
  void shouldReadPathsOfCategoriesAsEverywhere() {
    assertThat(of("garden / tools")).hasValue(Outlook.orderHolds(0.5, 0.2, 1.5));
    assertThat(of("KITCHEN/")).hasValue(Outlook.orderHolds(0.5, 0.1, 1.5));
    assertThat(of("Garden/Tools/Saws")).isEmpty();
  }

  @Test
  void shouldTakeAllBelowACategoryTogether() {
    assertThat(of("Garden")).hasValue(Outlook.orderHolds(0.5, 0.2 + 0.1, 1.5));
  }

  @Test
  void shouldKnowItemsByTheirIds() {
    assertThat(person.buysItemWithin(30, "i")).hasValue(Outlook.orderHolds(0.5, 0.2, 1.5));
    assertThat(person.buysItemWithin(30, "I")).isEmpty();
  }

  private Optional<Double> of(String category) {
    return person.buysOfWithin(30, CategoryPath.of(category));
  }
}
