package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.features.Input;
import dev.tidemark.features.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is added behind a table is answered as if it had been among its items from the start. */
class AddedItemsProperties {
  private static final int DIMENSION = 6;
  private static final float BIAS = -.5f;
  private static final float SHARE = .01f;
  private static final int SHOPPERS = 2;

  /** Of what is left of a softmax, a thousandth of it at least. */
  private static final double AFTER_SUBTRACTION = 1e-3;

  @Property(tries = 200)
  void shouldMixAddedItemsAsThoseOfTheTable(
      @ForAll long seed,
      @ForAll @IntRange(min = 4, max = 30) int items,
      @ForAll @IntRange(max = 10) int more,
      @ForAll boolean onlyNew) {
    // Given
    SplittableRandom random = new SplittableRandom(seed);
    float[] vectors = some(random, (items + more + 1) * DIMENSION, 2);
    float[] biases = some(random, items + more, 1);
    Arrays.fill(biases, items, items + more, BIAS);
    float[] popularity = new float[items + more];
    Arrays.fill(popularity, SHARE);
    popularity[0] = .2f;
    ItemTable whole = new ItemTable(vectors, biases);
    ItemTable first =
        new ItemTable(
            Arrays.copyOf(vectors, (items + 1) * DIMENSION), Arrays.copyOf(biases, items));
    float[] queries = some(random, SHOPPERS * DIMENSION, 3);
    int[] history = random.ints(SHOPPERS * 3, 0, items + 1).toArray();

    // When
    Mixture expected = new Mixture(whole, popularity, onlyNew);
    Mixture actual =
        new Mixture(first, Arrays.copyOf(popularity, items), onlyNew)
            .with(new AddedItems(first, rows(vectors, items, more), BIAS), SHARE);

    // Then
    assertAlike(
        actual.of(output(first, queries), batch(history)),
        expected.of(output(whole, queries), batch(history)),
        onlyNew ? AFTER_SUBTRACTION : 1e-5);
  }

  @Property(tries = 100)
  void shouldCompareAddedItemsByAllNumbersWhereOthersAreComparedByFew(@ForAll long seed) {
    // Given: few enough items that all of them are compared again
    SplittableRandom random = new SplittableRandom(seed);
    int items = 20;
    float[] vectors = some(random, (items + 6) * DIMENSION, 2);
    ItemTable first =
        new ItemTable(Arrays.copyOf(vectors, (items + 1) * DIMENSION), some(random, items, 1));
    float[] axes = new float[DIMENSION * 2];
    axes[0] = 1;
    axes[2 + 1] = .6f;
    axes[4 + 1] = .8f;
    ItemTable few = first.comparedBy(axes);
    AddedItems added = new AddedItems(few, rows(vectors, items, 5), BIAS);
    float[] queries = some(random, SHOPPERS * DIMENSION, 1);
    int[] history = random.ints(SHOPPERS * 3, 0, items + 1).toArray();

    // When
    List<Learnt> actual =
        new Mixture(few, new float[items], false)
            .with(added, SHARE)
            .of(output(few, queries), batch(history));

    // Then
    List<Learnt> expected =
        new Mixture(first, new float[items], false)
            .with(new AddedItems(first, rows(vectors, items, 5), BIAS), SHARE)
            .of(output(first, queries), batch(history));
    assertAlike(actual, expected, 1e-4);
  }

  private static void assertAlike(List<Learnt> actual, List<Learnt> expected, double tolerance) {
    for (int row = 0; row < SHOPPERS; row++) {
      float[] wanted = expected.get(row).probabilities();
      float[] got = actual.get(row).probabilities();
      assertThat(got).hasSameSizeAs(wanted);
      for (int i = 0; i < wanted.length; i++) {
        assertThat((double) got[i]).isCloseTo(wanted[i], within(tolerance * (wanted[i] + 1e-3)));
      }
    }
  }

  /** As the network answers, in a precision of which nothing is lost. */
  private static NetworkOutput output(ItemTable table, float[] queries) {
    int items = table.items();
    float[] columns = table.columns();
    float[] softmax = new float[SHOPPERS * items];
    for (int row = 0; row < SHOPPERS; row++) {
      double[] worth = new double[items];
      for (int item = 0; item < items; item++) {
        worth[item] = table.biases()[item];
        for (int j = 0; j < table.width(); j++) {
          double along = 0;
          for (int i = 0; i < DIMENSION; i++) {
            along += queries[row * DIMENSION + i] * table.rotation()[i * table.width() + j];
          }
          worth[item] += along * columns[j * items + item];
        }
      }
      double sum = Arrays.stream(worth).map(Math::exp).sum();
      for (int item = 0; item < items; item++) {
        softmax[row * items + item] = (float) (Math.exp(worth[item]) / sum);
      }
    }
    return new NetworkOutput(
        softmax,
        queries,
        new float[] {.6f, .3f, .1f, .5f, .1f, .4f},
        new float[] {.2f, .3f, .5f, .1f, .8f, .1f},
        new float[SHOPPERS]);
  }

  private static List<float[]> rows(float[] vectors, int items, int more) {
    List<float[]> rows = new ArrayList<>();
    for (int row = items + 1; row <= items + more; row++) {
      rows.add(Arrays.copyOfRange(vectors, row * DIMENSION, (row + 1) * DIMENSION));
    }
    return rows;
  }

  private static float[] some(SplittableRandom random, int count, double bound) {
    float[] some = new float[count];
    for (int i = 0; i < count; i++) {
      some[i] = (float) random.nextDouble(-bound, bound);
    }
    return some;
  }

  private static SequenceBatch batch(int... items) {
    int slots = items.length / SHOPPERS;
    Map<Input, int[]> values = new HashMap<>(Map.of(Input.ITEMS, items));
    return new SequenceBatch(
        SHOPPERS, slots, 0, values, new int[items.length], new int[] {slots, slots});
  }
}
