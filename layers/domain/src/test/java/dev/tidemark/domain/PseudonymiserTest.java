package dev.tidemark.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymiserTest {

  /** RFC 4231, test cases 6 and 7: those with a key that is long enough, 131 bytes 0xaa. */
  @ParameterizedTest
  @CsvSource({
    "Test Using Larger Than Block-Size Key - Hash Key First,"
        + " 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    "This is a test using a larger than block-size key and a larger than block-size data."
        + " The key needs to be hashed before being used by the HMAC algorithm.,"
        + " 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
  })
  void shouldBeHmacSha256(String userId, String hmac) {
    byte[] key = new byte[131];
    Arrays.fill(key, (byte) 0xaa);

    UserKey pseudonym = new Pseudonymiser(key).keyOf(userId);

    assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(pseudonym.value())))
        .isEqualTo(hmac);
    assertThat(pseudonym.value()).hasSize(43).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void shouldKeepItsOwnKey() {
    // Given
    byte[] secret = "a key of at least 32 bytes ......".getBytes(UTF_8);
    Pseudonymiser pseudonymiser = new Pseudonymiser(secret);
    UserKey before = pseudonymiser.keyOf("u");

    // When
    Arrays.fill(secret, (byte) 0);

    // Then
    assertThat(pseudonymiser.keyOf("u")).isEqualTo(before);
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
    assertThat(new Pseudonymiser(new byte[32]).keyOf("u").value()).hasSize(43);
  }
}
