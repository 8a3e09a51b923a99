package dev.tidemark.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PseudonymiserTest {

  /** RFC 4231, test case 6: a key of 131 bytes 0xaa. */
  @Test
  void shouldBeHmacSha256() {
    byte[] key = new byte[131];
    Arrays.fill(key, (byte) 0xaa);

    UserKey pseudonym =
        new Pseudonymiser(key).keyOf("Test Using Larger Than Block-Size Key - Hash Key First");

    assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(pseudonym.value())))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  @Test
  void shouldDependOnTheKey() {
    Pseudonymiser one = new Pseudonymiser("one key of at least 32 bytes ....".getBytes(UTF_8));
    Pseudonymiser two = new Pseudonymiser("two keys of at least 32 bytes ...".getBytes(UTF_8));

    assertThat(one.keyOf("u")).isEqualTo(one.keyOf("u")).isNotEqualTo(two.keyOf("u"));
  }

  @Test
  void shouldRefuseAShortKey() {
    assertThatThrownBy(() -> new Pseudonymiser(new byte[31])).hasMessageContaining("31 bytes");
  }
}
