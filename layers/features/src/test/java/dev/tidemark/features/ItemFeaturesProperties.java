package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class ItemFeaturesProperties {
  private static final int BANDS = ItemFeatures.PRICE_BANDS - 1;

  @Property(tries = 300)
  void shouldNeverPutADearerItemIntoALowerBand(@ForAll("prices") List<Double> prices) {
    // When
    ItemFeatures features = ItemFeatures.of(vocabulary(prices, ""));

    // Then
    for (int a = 1; a <= prices.size(); a++) {
      double price = prices.get(a - 1);
      assertThat(features.priceBand(a)).isBetween(Double.isNaN(price) ? 0 : 1, BANDS);
      assertThat(features.priceBand(a) == 0).isEqualTo(Double.isNaN(price));
      for (int b = 1; b < a; b++) {
        double other = prices.get(b - 1);
        if (price >= other) {
          assertThat(features.priceBand(a)).isGreaterThanOrEqualTo(features.priceBand(b));
        }
        if (price == other) {
          assertThat(features.priceBand(a)).isEqualTo(features.priceBand(b));
        }
      }
    }
  }

  @Property(tries = 300)
  void shouldFillBandsAlikeWherePricesDiffer(
      @ForAll @Size(min = 1, max = 150) @UniqueElements
          List<@DoubleRange(min = 0, max = 1000) Double> prices) {
    // When
    ItemFeatures features = ItemFeatures.of(vocabulary(prices, ""));

    // Then
    int[] sizes = new int[BANDS];
    for (int item = 1; item <= prices.size(); item++) {
      sizes[features.priceBand(item) - 1]++;
    }
    int largest = IntStream.of(sizes).max().orElseThrow();
    int smallest = IntStream.of(sizes).min().orElseThrow();
    assertThat(largest - smallest).isLessThanOrEqualTo(1);
  }

  @Property(tries = 300)
  void shouldNumberCategoriesWithoutGaps(@ForAll("categories") List<String> categories) {
    // Given
    List<Vocabulary.Entry> entries = new ArrayList<>();
    categories.forEach(
        text -> entries.add(new Vocabulary.Entry("i" + entries.size(), text, Double.NaN)));

    // When
    ItemFeatures features = ItemFeatures.of(new Vocabulary(entries));

    // Then
    List<Integer> indices = new ArrayList<>();
    for (int item = 1; item <= entries.size(); item++) {
      int[] own = features.categories(item);
      assertThat(own).doesNotHaveDuplicates();
      assertThat(own.length)
          .isEqualTo(
              Math.min(
                  ItemFeatures.MAX_CATEGORIES,
                  ItemFeatures.paths(categories.get(item - 1)).size()));
      IntStream.of(own).forEach(indices::add);
    }
    assertThat(indices.stream().distinct().sorted())
        .isEqualTo(IntStream.rangeClosed(1, features.categoryCount()).boxed().toList());
  }

  @Provide
  Arbitrary<List<Double>> prices() {
    return Arbitraries.oneOf(
            Arbitraries.of(0.0, 0.99, 0.99, 5.0, 1e12, Double.NaN),
            Arbitraries.doubles().between(0, 1000))
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<String>> categories() {
    return Arbitraries.of("A", "B", "C", "/", "|", "|", " ")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts))
        .list()
        .ofMaxSize(8);
  }

  private static Vocabulary vocabulary(List<Double> prices, String category) {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    prices.forEach(
        price -> entries.add(new Vocabulary.Entry("i" + entries.size(), category, price)));
    return new Vocabulary(entries);
  }
}
