package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UserKeyTest {

  @Test
  void shouldHideItsValueWhenPrinted() {
    UserKey key = new UserKey("c2VjcmV0");

    assertThat(key.toString()).isEqualTo("UserKey[...]");
    assertThat(key.value()).isEqualTo("c2VjcmV0");
  }

  @Test
  void shouldNeedAValue() {
    assertThatThrownBy(() -> new UserKey(" ")).hasMessage("a user key needs a value");
    assertThatThrownBy(() -> new UserKey(null)).hasMessage("a user key needs a value");
  }
}
