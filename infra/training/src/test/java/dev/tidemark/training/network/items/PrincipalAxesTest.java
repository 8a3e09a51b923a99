package dev.tidemark.training.network.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.scoring.ItemTable;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
  private static final int DIMENSION = 96;
  private static final int WIDTH = 64;

  private final Random random = new Random(3);

  @Test
  void shouldCompareFewItemsWhole() {
    // Given
    ItemTable few = table(100);

    // Then
    assertThat(PrincipalAxes.whereMany(few)).isSameAs(few);
  }

  @Test
  void shouldCompareManyItemsByOrthogonalAxes() {
    // When
    ItemTable many = PrincipalAxes.whereMany(table(21_000));

    // Then
    assertThat(many.width()).isEqualTo(WIDTH);
    float[] axes = many.rotation();
    for (int a = 0; a < WIDTH; a++) {
      for (int b = 0; b <= a; b++) {
        float product = 0;
        for (int i = 0; i < DIMENSION; i++) {
          product += axes[i * WIDTH + a] * axes[i * WIDTH + b];
        }
        assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-4f));
      }
    }
  }

  @Test
  void shouldKeepTheNumbersThatDifferMost() {
    // Given
    ItemTable table = table(21_000);

    // When
    float[] axes = PrincipalAxes.of(table, WIDTH);

    // Then
    double kept = 0;
    for (int i = 0; i < DIMENSION; i++) {
      double ofNumber = 0;
      for (int a = 0; a < WIDTH; a++) {
        ofNumber += Math.pow(axes[i * WIDTH + a], 2);
      }
      kept += i < WIDTH ? ofNumber : 0;
    }
    assertThat(kept / WIDTH).isGreaterThan(0.95);
  }

  /** Numbers of vectors are the smaller the further behind they are. */
  private ItemTable table(int items) {
    float[] vectors = new float[(items + 1) * DIMENSION];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) (random.nextGaussian() * Math.pow(0.95, i % DIMENSION));
    }
    float[] biases = new float[items];
    Arrays.fill(biases, -1f);
    return new ItemTable(vectors, biases);
  }
}
