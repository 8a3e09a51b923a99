package dev.tidemark.forecast.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MethodProperties {

  @Property(tries = 60)
  void shouldSayNoLessThanNothingAndAlwaysANumber(
      @ForAll @Size(min = 1, max = 70) List<@IntRange(max = 30) Integer> pieces) {
    double[] sold = pieces.stream().mapToDouble(Integer::doubleValue).toArray();
    for (Method method : Methods.candidates()) {
      for (double mean : method.forecast(Known.plain(sold, 5))) {
        assertThat(mean).as(method.name()).isBetween(0.0, 1e6);
      }
    }
  }

  @Property(tries = 40)
  void shouldSayAMultipleOfAMultiple(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 30) Integer> pieces,
      @ForAll @IntRange(min = 2, max = 9) int power) {
    double times = Math.pow(2, power);
    double[] sold = pieces.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] more = Arrays.stream(sold).map(it -> times * it).toArray();
    for (Method method : Methods.candidates()) {
      double[] mean = method.forecast(Known.plain(sold, 3));
      double[] of = method.forecast(Known.plain(more, 3));
      for (int week = 0; week < mean.length; week++) {
        assertThat(of[week])
            .as(method.name())
            .isCloseTo(times * mean[week], within(1e-5 * times * (1 + mean[week])));
      }
    }
  }
}
