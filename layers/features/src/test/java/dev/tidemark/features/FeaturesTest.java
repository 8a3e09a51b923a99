package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "999, 1",
    "1000, 2",
    "2999, 2",
    "3000, 3",
    "86400000, 17",
    "131071000, 18",
    "9223372036854775807, 54",
    "-5, 1"
  })
  void shouldCutGapsIntoDoublingBuckets(long millis, int bucket) {
    assertThat(TimeGap.bucket(millis)).isEqualTo(bucket).isLessThan(TimeGap.BUCKETS);
  }

  @Test
  void shouldStartABucketAtEachPowerOfTwo() {
    for (int bucket = 2; bucket <= 50; bucket++) {
      long millis = ((1L << (bucket - 1)) - 1) * 1000;

      assertThat(TimeGap.bucket(millis)).isEqualTo(bucket);
      assertThat(TimeGap.bucket(millis - 1)).isEqualTo(bucket - 1);
    }
  }

  @Test
  void shouldCountACategoryPathAndItsFirstPart() {
    assertThat(ItemFeatures.paths("A/B/C|D||E/F")).containsExactly("A", "A/B/C", "D", "E", "E/F");
    assertThat(ItemFeatures.paths("A/B|A/C|A")).containsExactly("A", "A/B", "A/C");
    assertThat(ItemFeatures.paths("/A|B/")).containsExactly("/A", "B", "B/");
    assertThat(ItemFeatures.paths("")).isEmpty();
    assertThat(ItemFeatures.paths(" || ")).isEmpty();
  }

  @Test
  void shouldShareCategoriesBetweenItems() {
    ItemFeatures features =
        ItemFeatures.of(
            new Vocabulary(
                List.of(
                    new Vocabulary.Entry("x", "A/B", Double.NaN),
                    new Vocabulary.Entry("y", "", Double.NaN),
                    new Vocabulary.Entry("z", "A|C", Double.NaN))));

    assertThat(features.categoryCount()).isEqualTo(3);
    assertThat(features.categories(1)).containsExactly(1, 2);
    assertThat(features.categories(2)).isEmpty();
    assertThat(features.categories(3)).containsExactly(1, 3);
  }

  @Test
  void shouldLookAtTheFirstCategoriesOnly() {
    ItemFeatures features =
        ItemFeatures.of(
            new Vocabulary(List.of(new Vocabulary.Entry("x", "a|b|c|d|e|f|g|h|i|j", 1))));

    assertThat(features.categories(1)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(features.categoryCount()).isEqualTo(ItemFeatures.MAX_CATEGORIES);
  }

  @Test
  void shouldKeepItsCategories() {
    ItemFeatures features =
        ItemFeatures.of(new Vocabulary(List.of(new Vocabulary.Entry("x", "a", 1))));

    features.categories(1)[0] = 99;

    assertThat(features.categories(1)).containsExactly(1);
  }

  @Test
  void shouldKnowNoPriceBandWithoutPrices() {
    ItemFeatures features =
        ItemFeatures.of(new Vocabulary(List.of(new Vocabulary.Entry("x", "", Double.NaN))));

    assertThat(features.priceBand(1)).isZero();
    assertThat(features.categoryCount()).isZero();
    assertThat(ItemFeatures.of(new Vocabulary(List.of())).categoryCount()).isZero();
  }

  @Test
  void shouldCutPricesIntoBandsOfLikeSize() {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      entries.add(new Vocabulary.Entry("i" + i, "", i * i));
    }
    entries.add(new Vocabulary.Entry("unknown", "", Double.NaN));

    ItemFeatures features = ItemFeatures.of(new Vocabulary(entries));

    int[] sizes = new int[ItemFeatures.PRICE_BANDS];
    for (int item = 1; item <= entries.size(); item++) {
      sizes[features.priceBand(item)]++;
    }
    assertThat(sizes[0]).isEqualTo(1);
    for (int band = 1; band < sizes.length; band++) {
      assertThat(sizes[band]).isBetween(95, 105);
    }
  }

  @Test
  void shouldKnowItemsFromOneOn() {
    Vocabulary vocabulary =
        new Vocabulary(List.of(new Vocabulary.Entry("x", "", 1), new Vocabulary.Entry("y", "", 1)));

    assertThat(vocabulary.indexOf("y")).hasValue(2);
    assertThat(vocabulary.entry(2).itemId()).isEqualTo("y");
    assertThat(vocabulary.indexOf("z")).isEmpty();
    assertThatThrownBy(
            () ->
                new Vocabulary(
                    List.of(new Vocabulary.Entry("x", "", 1), new Vocabulary.Entry("x", "", 1))))
        .hasMessageContaining("twice");
  }

  @Test
  void shouldGrowAHistory() {
    History history = new History(0);
    for (int i = 1; i <= 100; i++) {
      history.add(i, 1, i * 10L, i);
    }

    assertThat(history.size()).isEqualTo(100);
    assertThat(history.item(99)).isEqualTo(100);
    assertThat(history.value(99)).isEqualTo(100f);
    assertThat(history.millis(99)).isEqualTo(1000);
    assertThat(history.items(97, 100)).containsExactly(98, 99, 100);
  }
}
