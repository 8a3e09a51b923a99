package dev.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8OrderProperties {

  @Property
  void shouldOrderTextsAsTheirUtf8Bytes(@ForAll("texts") String a, @ForAll("texts") String b) {
    int bytes =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    assertThat(Integer.signum(Utf8Order.INSTANCE.compare(a, b))).isEqualTo(Integer.signum(bytes));
  }

  /** Code points of one to four bytes, near each other, so that texts often share a beginning. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(0x41, 0x42, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x1F600, 0x10FFFF)
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
