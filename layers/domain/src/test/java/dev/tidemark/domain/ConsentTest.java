package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {
  @ParameterizedTest
  @ValueSource(strings = {"false", "DENIED", "opt-out", "opt_out", "no", "0", " withdrawn "})
  void shouldKnowARefusal(String text) {
    assertThat(Consent.isRefused(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "true", "Granted", "opt-in", "yes", "1"})
  void shouldTakeNothingElseForOne(String text) {
    assertThat(Consent.isRefused(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"denid", "maybe", "analytics only"})
  void shouldNotGuess(String text) {
    assertThatThrownBy(() -> Consent.isRefused(text))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessage("consent: '%s' is not accepted; give true or false, granted or denied", text);
  }
}
