package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseablesTest {
  private final List<String> ended = new ArrayList<>();
  private final Closeables closeables = new Closeables();

  @Test
  void shouldEndInReverseOrderAndOnlyOnce() {
    // Given
    closeables.add(() -> ended.add("first"));
    closeables.add(() -> ended.add("second"));

    // When
    closeables.close();
    closeables.close();

    // Then
    assertThat(ended).containsExactly("second", "first");
    assertThat(closeables.isClosed()).isTrue();
  }

  @Test
  void shouldEndAtOnceWhatComesTooLate() {
    // Given
    closeables.close();

    // When
    closeables.add(() -> ended.add("late"));

    // Then
    assertThat(ended).containsExactly("late");
  }
}
