package dev.tidemark.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PartTest {

  @Test
  void shouldBeFoundByItsName() {
    assertThat(Part.of("long-term")).isEqualTo(Part.LONG_TERM);
    for (Part part : Part.values()) {
      assertThat(Part.of(part.text())).isEqualTo(part);
    }
  }

  @Test
  void shouldNameValueAndKnownParts() {
    for (String text : new String[] {"lstm", "LONG_TERM", ""}) {
      assertThatThrownBy(() -> Part.of(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "--without: '%s'; give item-features, titles, content, time-gaps, context, long-term,"
                  + " gate, repeats, popularity, rules",
              text);
    }
  }
}
