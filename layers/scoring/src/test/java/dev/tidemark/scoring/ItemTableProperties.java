package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ItemTableProperties {
  private static final int DIMENSION = 6;

  /** Whatever axes are compared first: with no more items than are compared again, all is told. */
  @Property(tries = 50)
  void shouldAnswerTheSameWhereAllItemsAreComparedAgain(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int items,
      @ForAll @IntRange(min = 1, max = DIMENSION - 1) int width) {
    Random random = new Random(seed);
    ItemTable whole = table(random, items);
    ItemTable compared = whole.comparedBy(someOfTheUnitVectors(random, width));
    float[] queries = numbers(random, 2 * DIMENSION);

    float[] expected = softmax(whole, queries, 1);
    float[] actual = softmax(compared, queries, 1);
    compared.refine(actual, queries, 1);

    double sum = 0;
    for (float probability : actual) {
      sum += probability;
    }
    for (int i = 0; i < items; i++) {
      assertThat(actual[i] / sum).isCloseTo(expected[i], within(1e-4));
    }
  }

  @Property(tries = 20)
  void shouldCompareOnlyTheLikeliestAgain(@ForAll long seed) {
    Random random = new Random(seed);
    int items = 1500;
    ItemTable compared = table(random, items).comparedBy(someOfTheUnitVectors(random, 3));
    float[] queries = numbers(random, DIMENSION);
    float[] before = softmax(compared, queries, 0);

    float[] after = before.clone();
    compared.refine(after, queries, 0);

    float least = Float.MAX_VALUE;
    float most = 0;
    int changed = 0;
    for (int i = 0; i < items; i++) {
      boolean same = before[i] == after[i];
      changed += same ? 0 : 1;
      least = same ? least : Math.min(least, before[i]);
      most = same ? Math.max(most, before[i]) : most;
    }
    assertThat(changed).isBetween(compared.candidates() * 9 / 10, compared.candidates() * 2);
    assertThat(least).isGreaterThan(most * 0.99f);
  }

  private static ItemTable table(Random random, int items) {
    return new ItemTable(numbers(random, (items + 1) * DIMENSION), numbers(random, items));
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() / 2;
    }
    return numbers;
  }

  private static float[] someOfTheUnitVectors(Random random, int width) {
    int first = random.nextInt(DIMENSION);
    float[] axes = new float[DIMENSION * width];
    for (int j = 0; j < width; j++) {
      axes[(first + j) % DIMENSION * width + j] = 1;
    }
    return axes;
  }

  /** As the network has it, by what is compared first. */
  private static float[] softmax(ItemTable table, float[] queries, int row) {
    double[] worth = new double[table.items()];
    float[] columns = table.columns();
    for (int j = 0; j < table.width(); j++) {
      double along = 0;
      for (int i = 0; i < DIMENSION; i++) {
        along += queries[row * DIMENSION + i] * table.rotation()[i * table.width() + j];
      }
      for (int item = 0; item < worth.length; item++) {
        worth[item] += along * columns[j * worth.length + item];
      }
    }
    double sum = 0;
    for (int item = 0; item < worth.length; item++) {
      worth[item] = Math.exp(worth[item] + table.biases()[item]);
      sum += worth[item];
    }
    float[] softmax = new float[worth.length];
    for (int item = 0; item < worth.length; item++) {
      softmax[item] = (float) (worth[item] / sum);
    }
    return softmax;
  }
}
