package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WindowProperties {

  @Property
  void shouldMakeEveryInteractionATargetExactlyOnce(
      @ForAll @IntRange(max = 300) int size,
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(min = 1, max = 60) int stride) {
    Assume.that(stride <= length);

    List<Window> windows = Window.slide(size, length, stride);

    int next = 0;
    for (Window window : windows) {
      assertThat(window.firstTarget()).isEqualTo(next).isGreaterThanOrEqualTo(window.from());
      assertThat(window.to()).isGreaterThan(window.firstTarget());
      assertThat(window.to() - window.from()).isLessThanOrEqualTo(length);
      assertThat(window.from()).isNotNegative();
      next = window.to();
    }
    assertThat(next).isEqualTo(size);
  }

  @Property
  void shouldGiveEachLaterTargetAllTheContextThatFits(
      @ForAll @IntRange(min = 61, max = 300) int size) {
    List<Window> windows = Window.slide(size, 60, 20);

    assertThat(windows).hasSizeGreaterThan(1);
    for (Window window : windows) {
      assertThat(window.to() - window.from()).isEqualTo(60);
    }
  }
}
