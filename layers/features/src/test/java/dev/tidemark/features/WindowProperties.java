package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
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
      assertThat(window.to() - next).isLessThanOrEqualTo(next == 0 ? length : stride);
      assertThat(window.from()).isNotNegative();
      next = window.to();
    }
    assertThat(next).isEqualTo(size);
  }

  @Example
  void shouldRefuseAStrideThatSkipsOrStands() {
    assertThatThrownBy(() -> Window.slide(10, 5, 6)).hasMessage("stride: 6; give 1 to 5");
    assertThatThrownBy(() -> Window.slide(10, 5, 0)).hasMessage("stride: 0; give 1 to 5");
  }

  @Example
  void shouldKeepContextBeforeTheTargets() {
    assertThat(Window.slide(9, 4, 2))
        .containsExactly(
            new Window(0, 0, 4), new Window(2, 4, 6), new Window(4, 6, 8), new Window(5, 8, 9));
    assertThat(Window.slide(0, 4, 2)).isEmpty();
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
