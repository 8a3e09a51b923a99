package dev.tidemark.training.network.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import dev.tidemark.features.ItemDescription;
import dev.tidemark.features.ItemFeatures;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.Unseen;
import dev.tidemark.training.network.Device;
import dev.tidemark.training.network.NetworkShape;
import dev.tidemark.training.network.graph.NetworkWeights;
import dev.tidemark.training.network.graph.ScoringGraph;
import dev.tidemark.training.network.graph.UnseenItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemVectorsTest {
  private static final int DIMENSION = 3;

  private static final List<ItemDescription> TRAINED =
      List.of(
          new ItemDescription("red lamp", "A/B", 1, new float[] {1f, 0f}),
          ItemDescription.of("lamp red", "", Double.NaN),
          new ItemDescription("chair", "B", 1, new float[] {0.6f, -0.8f}));

  /** Three trained items and one that nobody met. */
  private static final ItemFeatures FEATURES =
      ItemFeatures.of(
          Stream.concat(
                  TRAINED.stream(),
                  Stream.of(new ItemDescription("lamp, red chair", "B|C", 5, new float[] {0f, 1f})))
              .toList(),
          TRAINED.size());

  private static final NetworkShape SHAPE =
      new NetworkShape(3, 3, 2, 2, 1, DIMENSION, 2, false, Set.of());

  @Test
  void shouldSumTheIdAndAllThatIsKnown() {
    Map<String, float[]> weights = NetworkWeights.initial(SHAPE, 5, new long[] {3, 2, 1});
    try (ScoringGraph graph =
        new ScoringGraph(SHAPE, FEATURES.only(new int[] {1, 2, 3}), Device.CPU)) {
      float[] table = graph.foldedTable(weights);

      for (int item = 1; item <= 3; item++) {
        assertRow(table, item, expected(weights, item, 1f));
      }
    }
  }

  @Test
  void shouldKnowAnUnseenItemByItsFeaturesAlone() {
    Map<String, float[]> weights = NetworkWeights.initial(SHAPE, 5, new long[] {3, 2, 1});
    weights.put(ScoringGraph.POPULARITY, new float[3]);
    Map<String, float[]> joined = new UnseenItems(new long[] {3, 2, 1}, 4).join(weights, 0f);
    try (ScoringGraph graph = new ScoringGraph(SHAPE.withItems(4), FEATURES, Device.CPU)) {
      float[] table = graph.foldedTable(joined);

      assertRow(table, 3, expected(weights, 3, 1f));
      assertThat(FEATURES.categories(4)).hasSize(1);
      assertThat(FEATURES.words(4)).hasSize(2);
      assertRow(table, 4, expected(weights, 4, 0f));
    }
  }

  @Test
  void shouldMakeAnItemThatComesLaterAsOneThatWasThere() {
    // Given: every kind of what describes an item, known, unknown, of another size or missing
    List<ItemDescription> items = new ArrayList<>(TRAINED);
    for (String title : List.of("", "chair", "Lamp! red lamp", "sofa")) {
      for (String category : List.of("", "A/B", "A/Z|C", "Z", "B|A/B|Z")) {
        for (double price : new double[] {Double.NaN, 0.5, 1, 1e9}) {
          for (float[] content : new float[][] {{}, {.6f, .8f}, {1}}) {
            items.add(new ItemDescription(title, category, price, content));
          }
        }
      }
    }
    ItemFeatures features = ItemFeatures.of(items, TRAINED.size());
    Map<String, float[]> weights = NetworkWeights.initial(SHAPE, 5, new long[] {3, 2, 1});
    SplittableRandom random = new SplittableRandom(7);
    float[] prices = weights.get(ItemVectors.PRICES);
    for (int i = 0; i < prices.length; i++) {
      prices[i] = (float) random.nextDouble(-1, 1);
    }
    FeatureTables tables =
        ItemVectors.tables(features.encoder(), weights, new Unseen(0, 0, 0, 0, 1));
    weights.put(ScoringGraph.POPULARITY, new float[3]);
    Map<String, float[]> joined =
        new UnseenItems(new long[] {3, 2, 1}, items.size()).join(weights, 0f);
    try (ScoringGraph graph =
        new ScoringGraph(SHAPE.withItems(items.size()), features, Device.CPU)) {
      // When
      float[] table = graph.foldedTable(joined);

      // Then
      int known = 0;
      for (int item = TRAINED.size() + 1; item <= items.size(); item++) {
        Optional<float[]> vector = tables.vector(items.get(item - 1));
        assertThat(vector.isPresent()).isEqualTo(features.isAnythingKnown(item));
        if (vector.isPresent()) {
          assertRow(table, item, vector.get());
          known++;
        }
      }
      // Of titles, categories, prices and content 3 of 4, 2 of 5, 1 of 4 and 2 of 3 tell nothing.
      assertThat(known).isEqualTo(4 * 5 * 4 * 3 - 3 * 2 * 1 * 2);
    }
  }

  private static void assertRow(float[] table, int item, float[] expected) {
    for (int i = 0; i < DIMENSION; i++) {
      assertThat(table[(item - 1) * DIMENSION + i])
          .as("item %d", item)
          .isEqualTo(expected[i], withPrecision(1e-5f));
    }
  }

  private static float[] expected(Map<String, float[]> weights, int item, float id) {
    float[] sum = new float[DIMENSION];
    if (id != 0) {
      add(sum, weights.get(ItemVectors.IDS), item - 1, id);
    }
    int[] categories = FEATURES.categories(item);
    for (int category : categories) {
      add(sum, weights.get(ItemVectors.CATEGORIES), category - 1, 1.0 / categories.length);
    }
    int[] words = FEATURES.words(item);
    for (int word : id == 0 ? words : new int[0]) {
      add(sum, weights.get(ItemVectors.WORDS), word - 1, 1 / Math.sqrt(words.length));
    }
    add(sum, weights.get(ItemVectors.PRICES), FEATURES.priceBand(item), 1);
    float[] content = FEATURES.content(item);
    for (int i = 0; i < content.length; i++) {
      add(sum, weights.get(ItemVectors.CONTENT), i, content[i] / Math.sqrt(content.length));
    }
    return sum;
  }

  private static void add(float[] sum, float[] table, int row, double weight) {
    for (int i = 0; i < DIMENSION; i++) {
      sum[i] += (float) (weight * table[row * DIMENSION + i]);
    }
  }
}
