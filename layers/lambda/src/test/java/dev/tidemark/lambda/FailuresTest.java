package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void shouldTellClassesAndPlacesButNoMessages() {
    // Given
    Exception failure =
        new IllegalStateException("about user-7", new ArithmeticException("user-7"));

    // When
    String text = Failures.describe(failure);

    // Then
    assertThat(text)
        .startsWith("java.lang.IllegalStateException\n  at dev.tidemark.lambda.FailuresTest.")
        .contains("\ncaused by java.lang.ArithmeticException\n  at ")
        .doesNotContain("user-7");
  }
}
