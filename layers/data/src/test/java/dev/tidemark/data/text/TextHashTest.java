package dev.tidemark.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextHashTest {

  @Test
  void shouldTellFieldsApartThatReadAlikeWhenJoined() {
    assertThat(
            List.of(
                TextHash.of(List.of("ab", "")),
                TextHash.of(List.of("a", "b")),
                TextHash.of(List.of("", "ab"))))
        .doesNotHaveDuplicates()
        .doesNotContain(0L);
    assertThat(TextHash.of(List.of("a", "b"))).isEqualTo(TextHash.of(List.of("a", "b")));
  }
}
