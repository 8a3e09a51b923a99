package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Item;
import dev.tidemark.features.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServedItemsTest {

  @Test
  void shouldJoinActiveItemsOfWhichAnythingIsKnown() {
    // Given: x and y are trained, z is only held out
    InteractionLog log = Logs.of("a x 1", "a y 2", "a x 3", "a z 4", "b y 1");
    log.add(item("x", "red lamp", "A", 1, true, 1f, 0f));
    log.add(item("y", "red lamp", "B", Double.NaN, false, 0f, 1f));
    log.add(item("z", "unknown", "unknown", Double.NaN, true));
    log.add(item("by word", "A lamp", "", Double.NaN, true));
    log.add(item("by category", "", "other|B/new", Double.NaN, true));
    log.add(item("by price", "", "", 3, true));
    log.add(item("by content", "", "", Double.NaN, true, 2f, 2f));
    log.add(item("by nothing", "unknown", "unknown", Double.NaN, true, 1f, 2f, 3f));
    log.add(item("not sold", "red lamp", "A", 1, false));
    log.add(item("no longer sold", "red lamp", "A", 1, true));
    log.add(item("no longer sold", "red lamp", "A", 1, false));
    TrainingData data = new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);

    // When
    ServedItems served = ServedItems.of(log, data);

    // Then
    assertThat(data.vocabulary().entries())
        .extracting(Vocabulary.Entry::itemId)
        .containsExactly("y", "x", "z");
    assertThat(served.vocabulary().entries())
        .extracting(Vocabulary.Entry::itemId)
        .containsExactly("y", "x", "z", "by category", "by content", "by price", "by word");
    assertThat(served.vocabulary().entry(6).price()).isEqualTo(3);
    assertThat(served.features().categoryCount()).isEqualTo(data.features().categoryCount());
    for (int item = 1; item <= 3; item++) {
      assertThat(served.features().categories(item)).isEqualTo(data.features().categories(item));
      assertThat(served.features().words(item)).isEqualTo(data.features().words(item));
      assertThat(served.features().content(item)).isEqualTo(data.features().content(item));
    }
    assertThat(served.features().categories(4)).isEqualTo(data.features().categories(1));
    assertThat(served.features().refusal()).as("also of items that are not served").isPresent();
  }

  @Test
  void shouldJoinNoneByAPriceWhereTrainingKnewNone() {
    InteractionLog log = Logs.of("a x 1", "a y 2");
    log.add(item("new", "", "", 3, true));
    TrainingData data = new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);

    assertThat(ServedItems.of(log, data).vocabulary().size()).isEqualTo(2);
  }

  private static Item item(
      String id, String title, String category, double price, boolean active, Float... vector) {
    return new Item(id, title, category, price, List.of(), Arrays.asList(vector), active);
  }
}
