package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ServedOrderProperties {

  @Property
  void shouldOrderSortKeysAsTheTable(@ForAll("texts") String a, @ForAll("texts") String b) {
    // Given
    byte[] one = sortKey(a).getBytes(StandardCharsets.UTF_8);
    byte[] two = sortKey(b).getBytes(StandardCharsets.UTF_8);

    // When
    int order = Interaction.SERVED_ORDER.compare(interaction(a), interaction(b));

    // Then
    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(Arrays.compareUnsigned(one, two)));
  }

  private static String sortKey(String eventId) {
    return "000000000001000#" + eventId;
  }

  private static Interaction interaction(String eventId) {
    return new Interaction(
        new UserKey("u"), eventId, "i", "view", Instant.ofEpochSecond(1), 1, 1, 1, Map.of());
  }

  /** Any code points; often one of a few, so that texts share a beginning. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> edges =
        Arbitraries.of(
            0x41, 0x42, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F600, 0x10FFFF);
    Arbitrary<Integer> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return Arbitraries.oneOf(edges, any)
        .list()
        .ofMaxSize(4)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }
}
