package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import dev.tidemark.domain.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentVectorsTest {

  @Test
  void shouldScaleVectorsToUnitLength() {
    ItemFeatures features = features(3, item(3f, 4f), item(0f, -2e-30f), item(-3e38f, 3e38f));

    assertThat(features.contentLength()).isEqualTo(2);
    assertThat(features.content(1)).containsExactly(new float[] {.6f, .8f}, withPrecision(1e-6f));
    assertThat(features.content(2)).containsExactly(0f, -1f);
    assertThat(features.content(3))
        .containsExactly(new float[] {-.7071068f, .7071068f}, withPrecision(1e-6f));
  }

  @Test
  void shouldGiveItemsWithoutAVectorNothing() {
    ItemFeatures features = features(3, item(), item(0f, 0f, 0f), item(1f));

    assertThat(features.content(1)).isEmpty();
    assertThat(features.content(2)).isEmpty();
    assertThat(features.content(3)).hasSize(1);
    assertThat(features.refusal()).isEmpty();
  }

  @Test
  void shouldRefuseOnlyVectorsOfAnotherLengthThanMostTrainedItemsHave() {
    ItemFeatures features =
        features(3, item(1f), item(1f, 2f), item(2f, 1f), item(1f), item(1f), item(4f, 3f));

    assertThat(features.contentLength()).isEqualTo(2);
    assertThat(features.refusal())
        .hasValue("vector: that of 3 items is not used; give 2 numbers, as most items have");
    assertThat(features.content(1)).isEmpty();
    assertThat(features.content(4)).isEmpty();
    assertThat(features.content(6)).hasSize(2);
    assertThat(features.categories(1)).as("nothing else is lost").hasSize(1);
  }

  @Test
  void shouldTakeTheShorterOfTwoLengthsThatAreAsFrequent() {
    assertThat(features(2, item(1f, 2f), item(1f)).contentLength()).isEqualTo(1);
    assertThat(features(2, item(1f), item(1f, 2f)).contentLength()).isEqualTo(1);
  }

  @Test
  void shouldKnowNoneWhereNoTrainedItemHasOne() {
    ItemFeatures features = features(1, item(), item(1f, 2f));

    assertThat(features.contentLength()).isZero();
    assertThat(features.content(2)).isEmpty();
    assertThat(features.refusal()).isEmpty();
  }

  @Test
  void shouldLeaveContentOutAndNothingElse() {
    ItemFeatures features = features(2, item(1f), item(2f));

    ItemFeatures without = features.withoutContent();

    assertThat(without.contentLength()).isZero();
    assertThat(without.content(2)).isEmpty();
    assertThat(without.categories(2)).isEqualTo(features.categories(2));
    assertThat(without.words(2)).isEqualTo(features.words(2)).hasSize(1);
  }

  private static Item item(Float... vector) {
    return new Item("item", "red", "A", 1, List.of(), Arrays.asList(vector), true);
  }

  private static ItemFeatures features(int trained, Item... items) {
    List<ItemDescription> descriptions = new ArrayList<>();
    for (Item item : items) {
      descriptions.add(ItemDescription.of(item));
    }
    return ItemFeatures.of(descriptions, trained);
  }
}
