package dev.tidemark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GreatestProperties {
  private static final float LAST_DIGITS = 1e-4f;

  @Property(tries = 200)
  void shouldReachSoManyAndNoneThatIsClearlyLess(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 400) int wanted) {
    Random random = new Random(seed);
    float[] numbers = new float[count + 3];
    Arrays.fill(numbers, 9f);
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextInt(5) == 0 ? 0 : (float) Math.exp(-20 * random.nextDouble());
    }
    float[] sorted = Arrays.copyOf(numbers, count);
    Arrays.sort(sorted);

    float least = Greatest.least(numbers, count, wanted);

    float exact = sorted[Math.max(0, count - wanted)];
    assertThat(least).isBetween(wanted > count ? 0 : exact * (1 - LAST_DIGITS), exact);
  }

  @Property(tries = 20)
  void shouldTellNumbersApartThatAreNearlyAlike(@ForAll long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[10_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 1e-4f * (1 + 0.004f * random.nextFloat());
    }

    float least = Greatest.least(numbers, numbers.length, 500);

    int reached = 0;
    for (float number : numbers) {
      reached += number >= least ? 1 : 0;
    }
    assertThat(reached).isBetween(500, 800);
  }
}
