package dev.tidemark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.scoring.Carrier;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
  @Test
  void shouldHaveASentenceForEachPart() {
    for (Carrier carrier : Carrier.values()) {
      assertThat(Sentence.of(carrier, List.of(), false)).endsWith(".");
      assertThat(Sentence.of(carrier, List.of("A", "B", "C"), true)).endsWith(".");
    }
    assertThat(Sentence.of(Carrier.OTHERS, List.of("A", "B", "C"), false))
        .isEqualTo("Others took it after A, B and C.");
    assertThat(Sentence.of(Carrier.LONG_TERM, List.of(), true))
        .isEqualTo("It was of interest before.");
    assertThat(Sentence.of(Carrier.SHORT_TERM, List.of("A"), true))
        .isEqualTo("It was of interest before, and fits what is of interest now: A.");
  }
}
