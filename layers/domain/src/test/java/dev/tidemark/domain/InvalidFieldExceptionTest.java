package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidFieldExceptionTest {

  @Test
  void shouldNameFieldValueAndRemedy() {
    assertThat(new InvalidFieldException("quantity", -1, "give 1 or more"))
        .hasMessage("quantity: '-1' is not accepted; give 1 or more");
    assertThat(new InvalidFieldException("userId", null, "give a text"))
        .hasMessage("userId: is missing; give a text");
  }

  @Test
  void shouldCutALongValueBetweenCharacters() {
    // Given
    String value = "😀".repeat(65);

    // When
    InvalidFieldException error = new InvalidFieldException("title", value, "give less");

    // Then
    assertThat(error).hasMessage("title: '" + "😀".repeat(64) + "...' is not accepted; give less");
  }

  @Test
  void shouldShowMalformedTextAsWellFormed() {
    InvalidFieldException error =
        new InvalidFieldException("context.\udc00", "a\ud800\nb", "give a text");

    assertThat(error).hasMessage("context.\uFFFD: 'a\uFFFD\uFFFDb' is not accepted; give a text");
    assertThat(error.field()).isEqualTo("context.\udc00");
  }
}
