package dev.tidemark.store.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.UserKey;
import dev.tidemark.store.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureReceiptTest {
  private static final Instant AT = Instant.parse("2026-11-27T22:00:00.500Z");

  @Test
  void shouldBeHashedOverItsLinesInTheOrderOfTheirNames() {
    ErasureReceipt receipt =
        new ErasureReceipt(
            new UserKey("key"),
            AT,
            Map.of("interactions", 12L, "deadLetters", 1L),
            Map.of("exports", AT.plusSeconds(1)));

    assertThat(receipt.sha256())
        .isEqualTo(
            Sha256.hex(
                """
                userKey key
                erasedAt 2026-11-27T22:00:00.500Z
                erased deadLetters 1
                erased interactions 12
                remaining exports 2026-11-27T22:00:01.500Z
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldChangeItsHashWithEachPart() {
    ErasureReceipt receipt = receipt("key", AT, 1, AT);

    assertThat(receipt("key", AT, 1, AT).sha256()).isEqualTo(receipt.sha256());
    assertThat(receipt("kez", AT, 1, AT).sha256()).isNotEqualTo(receipt.sha256());
    assertThat(receipt("key", AT.plusMillis(1), 1, AT).sha256()).isNotEqualTo(receipt.sha256());
    assertThat(receipt("key", AT, 2, AT).sha256()).isNotEqualTo(receipt.sha256());
    assertThat(receipt("key", AT, 1, AT.plusMillis(1)).sha256()).isNotEqualTo(receipt.sha256());
  }

  private static ErasureReceipt receipt(String user, Instant at, long count, Instant until) {
    return new ErasureReceipt(
        new UserKey(user), at, Map.of("interactions", count), Map.of("exports", until));
  }
}
