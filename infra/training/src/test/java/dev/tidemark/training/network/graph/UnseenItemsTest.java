package dev.tidemark.training.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.scoring.Counts;
import dev.tidemark.scoring.Demand;
import dev.tidemark.scoring.SequentialRules;
import dev.tidemark.scoring.Unseen;
import dev.tidemark.training.network.items.ItemVectors;
import dev.tidemark.training.network.lstm.SequenceReader;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnseenItemsTest {
  /** Four trained items, of which two occurred once, and one that was only held out. */
  private static final long[] POPULARITY = {9, 3, 1, 1, 0};

  private static final Map<String, float[]> WEIGHTS =
      Map.of(
          ItemVectors.IDS,
          new float[] {1, 1, 2, 2, 3, 3, 4, 4, 5, 5},
          SequenceReader.ITEM_BIAS,
          new float[] {2, 1, 0, (float) Math.log(1.5) - 1, -9},
          ScoringGraph.POPULARITY,
          new float[] {.5f, .3f, .1f, .1f, .2f},
          "other",
          new float[] {7});

  @Test
  void shouldCountEachAsOneThatOccurredOnceAtMost() {
    assertThat(new UnseenItems(POPULARITY, 5).frequency()).isEqualTo(1.5);
    assertThat(new UnseenItems(POPULARITY, 8).frequency()).isEqualTo(1.5 * 2 / 4);
  }

  @Test
  void shouldCountThousandsTogetherAsThoseThatOccurredOnce() {
    assertThat(new UnseenItems(POPULARITY, 4004).frequency()).isEqualTo(1.5 * 2 / 4000);
    assertThat(new UnseenItems(new long[] {9, 3}, 1002).frequency()).isEqualTo(1.5 / 1000);
  }

  @Test
  void shouldHaveNoIdAndTheBiasThatTrainingGivesRareItems() {
    // When
    Map<String, float[]> joined = new UnseenItems(POPULARITY, 6).join(WEIGHTS, 0.01f);

    // Then
    assertThat(joined.get(ItemVectors.IDS)).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 0, 0, 0, 0);
    assertThat(joined.get(ScoringGraph.POPULARITY)).containsExactly(.5f, .3f, .1f, .1f, .01f, .01f);
    float[] bias = joined.get(SequenceReader.ITEM_BIAS);
    assertThat(bias).hasSize(6).startsWith(2, 1, 0);
    assertThat((double) bias[4]).isCloseTo(Math.log(1.5) - 1, within(1e-6));
    assertThat(bias[5]).isEqualTo(bias[4]);
    assertThat(joined.get("other")).containsExactly(7);
  }

  @Test
  void shouldBeInDemandAsRareItemsAre() {
    // Given: rules of the first item alone
    Demand demand =
        new Demand(
            new float[] {.5f, .3f, .1f, .1f, .2f},
            new float[] {3, 2, 1, 1, 7},
            new float[] {.4f, .3f, .2f, -.1f, 9f},
            new float[] {2, 1, .7f, .6f, 9f});
    SequentialRules rules =
        new SequentialRules(new int[] {0, 1, 1, 1, 1, 1}, new int[] {2}, new float[] {.5f});

    // When
    Counts joined =
        new UnseenItems(POPULARITY, 6)
            .join(new Counts(Optional.empty(), new float[0], rules, true, demand), 0.01f);

    // Then
    assertThat(joined.onlyNew()).isTrue();
    assertThat(joined.demand().recent()).containsExactly(.5f, .3f, .1f, .1f, .01f, .01f);
    assertThat(joined.demand().habitFactors()).containsExactly(3, 2, 1, 1, 1, 1);
    assertThat(joined.demand().trend()).containsExactly(.4f, .3f, .2f, -.1f, -.1f, -.1f);
    assertThat(joined.demand().popularity()).containsExactly(2, 1, .7f, .6f, .6f, .6f);
    assertThat(joined.rules().strength(0, 2)).isEqualTo(.5f);
    assertThat(joined.rules().strength(5, 2)).isZero();
  }

  @Test
  void shouldCountItemsThatComeLaterAsTheMedianItem() {
    // Given
    Demand demand =
        new Demand(
            new float[5],
            new float[5],
            new float[] {.4f, .3f, .2f, -.1f, 9f},
            new float[] {2, 1, .7f, .6f, 9f});

    // When
    Unseen later =
        new UnseenItems(POPULARITY, 6).later(WEIGHTS, demand, frequency -> (float) frequency / 100);

    // Then: of frequencies 9, 3, 1, 1 the third of four
    assertThat(later.bias()).isEqualTo(1);
    assertThat(later.recent()).isEqualTo(.035f);
    assertThat(later.trend()).isEqualTo(.3f);
    assertThat(later.popularity()).isEqualTo(1);
    assertThat(later.room()).isEqualTo(1);
  }

  @Test
  void shouldHaveRoomForAHundredthOfAllItems() {
    assertThat(roomAmong(300)).isEqualTo(3);
    assertThat(roomAmong(20)).isEqualTo(1);
  }

  private static float roomAmong(int items) {
    long[] popularity = new long[items];
    Arrays.fill(popularity, 3);
    Demand demand =
        new Demand(new float[items], new float[items], new float[items], new float[items]);
    return new UnseenItems(popularity, items)
        .later(Map.of(SequenceReader.ITEM_BIAS, new float[items]), demand, frequency -> 0f)
        .room();
  }
}
