package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TitleWordsTest {

  @Test
  void shouldTakeLettersAndDigitsOfAnyScriptInLowerCase() {
    assertThat(Terms.words("PAPER CHAIN KIT 50'S, Paper!"))
        .containsExactly("paper", "chain", "kit", "50", "s");
    assertThat(Terms.words("Küche/ÉTÉ-λόγος дом हिन्दी"))
        .containsExactly("küche", "été", "λόγος", "дом", "हिन्दी");
    assertThat(Terms.words("ﬁne １２")).containsExactly("fine", "12");
    assertThat(Terms.words("")).isEmpty();
    assertThat(Terms.words(" -- ")).isEmpty();
  }

  @Test
  void shouldTakeAWordForTheSameHoweverItsAccentIsWritten() {
    assertThat(Terms.words("e\u0301te\u0301")).isEqualTo(Terms.words("\u00e9t\u00e9"));
  }

  @Test
  void shouldKnowTheWordsOfTwoTrainedItemsMostFrequentFirst() {
    // When
    ItemFeatures features =
        ItemFeatures.of(
            titled("red lamp", "blue lamp lamp", "lamp red once", "chair once blue", "chair"), 3);

    // Then: blue, chair and once are known of no two trained items
    assertThat(features.wordCount()).isEqualTo(2);
    assertThat(features.words(1)).containsExactly(2, 1);
    assertThat(features.words(2)).containsExactly(1);
    assertThat(features.words(3)).containsExactly(1, 2);
    assertThat(features.words(4)).isEmpty();
    assertThat(features.words(5)).isEmpty();
  }

  @Test
  void shouldLookAtTheFirstKnownWordsOnly() {
    String words =
        IntStream.range(0, ItemFeatures.MAX_WORDS + 5)
            .mapToObj(i -> "w" + i)
            .collect(Collectors.joining(" "));

    ItemFeatures features = ItemFeatures.of(titled(words, "unknown " + words), 2);

    assertThat(features.wordCount()).isEqualTo(ItemFeatures.MAX_WORDS + 5);
    assertThat(features.words(1)).hasSize(ItemFeatures.MAX_WORDS);
    assertThat(features.words(2)).isEqualTo(features.words(1));
  }

  @Test
  void shouldLeaveTitlesOutAndNothingElse() {
    ItemFeatures features =
        ItemFeatures.of(
            List.of(ItemDescription.of("red", "A", 1), ItemDescription.of("red", "B", 2)), 2);

    ItemFeatures without = features.withoutTitles();

    assertThat(features.wordCount()).isEqualTo(1);
    assertThat(without.wordCount()).isZero();
    assertThat(without.words(2)).isEmpty();
    assertThat(without.categories(2)).isEqualTo(features.categories(2));
    assertThat(without.priceBand(2)).isEqualTo(features.priceBand(2));
  }

  private static List<ItemDescription> titled(String... titles) {
    List<ItemDescription> items = new ArrayList<>();
    for (String title : titles) {
      items.add(ItemDescription.of(title, "", Double.NaN));
    }
    return items;
  }
}
