package dev.tidemark.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void shouldEndALineWhereverItsEndLiesInTheBuffer(String end) throws IOException {
    for (int length = (1 << 16) - 3; length <= (1 << 16) + 1; length++) {
      // Given
      String text = "x".repeat(length) + end + end + "last";

      // When
      LineReader lines = new LineReader(new StringReader(text));

      // Then
      assertThat(lines.advance()).isTrue();
      assertThat(lines.line()).hasSize(length);
      assertThat(lines.advance()).isTrue();
      assertThat(lines.line()).isEmpty();
      assertThat(lines.advance()).isTrue();
      assertThat(lines.line()).isEqualTo("last");
      assertThat(lines.number()).isEqualTo(3);
      assertThat(lines.advance()).isFalse();
    }
  }

  @Test
  void shouldGiveLinesAgainWithTheirNumbers() throws IOException {
    // Given
    LineReader lines = new LineReader(new StringReader("one\ntwo\nthree\nfour"));
    for (int i = 0; i < 3; i++) {
      lines.advance();
    }

    // When
    lines.putBack(List.of("two", "three"));

    // Then
    assertThat(lines.number()).isEqualTo(1);
    StringBuilder rest = new StringBuilder();
    while (lines.advance()) {
      rest.append(lines.number()).append(lines.line()).append(' ');
    }
    assertThat(rest).hasToString("2two 3three 4four ");
  }

  @Test
  void shouldKeepOnlyTheBeginningOfAnEndlessLine() throws IOException {
    String endless = "x".repeat(3 * LineReader.MAX_CHARACTERS);
    LineReader lines = new LineReader(new StringReader(endless + "\nnext"));

    assertThat(lines.advance()).isTrue();
    assertThat(lines.line()).hasSize(LineReader.MAX_CHARACTERS + 1);
    assertThat(lines.advance()).isTrue();
    assertThat(lines.line()).isEqualTo("next");
  }
}
