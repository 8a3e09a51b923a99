package dev.tidemark.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.ListArbitrary;

class ItemsProperties {
  private static final UserKey USER = new UserKey("u");

  @Property
  void shouldReadAnInteractionAsItWasWritten(@ForAll("interactions") Interaction interaction) {
    assertThat(InteractionItem.read(InteractionItem.write(interaction))).isEqualTo(interaction);
  }

  @Property
  void shouldOrderSortKeysAsInteractionsAreServed(
      @ForAll("interactions") Interaction a, @ForAll("interactions") Interaction b) {
    // DynamoDB compares the unsigned bytes of UTF-8.
    int keys = Arrays.compareUnsigned(sortKey(a), sortKey(b));

    assertThat(Integer.signum(keys))
        .isEqualTo(Integer.signum(Interaction.SERVED_ORDER.compare(a, b)));
  }

  private static byte[] sortKey(Interaction interaction) {
    return InteractionItem.historyKey(interaction)
        .get(InteractionItem.PLACE)
        .s()
        .getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Interaction> interactions() {
    // Few times, so that many pairs have the same one and differ by their ids alone.
    Arbitrary<Long> millis =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 999L, 1_700_000_000_000L),
            Arbitraries.longs().between(0, 253402300799999L));
    Arbitrary<Double> amount =
        Arbitraries.oneOf(
            Arbitraries.just(Double.NaN), Arbitraries.doubles().between(1e-9, 1e12).ofScale(9));
    return Combinators.combine(
            millis,
            Arbitraries.oneOf(
                Arbitraries.of(0L, 9L, 10L), Arbitraries.longs().between(0, Long.MAX_VALUE)),
            characters().ofMinSize(1).map(ItemsProperties::join),
            amount,
            amount,
            Arbitraries.integers().between(0, 1_000_000_000),
            contexts())
        .as(
            (time, sequence, id, value, price, quantity, context) ->
                new Interaction(
                    USER,
                    id,
                    "item",
                    "view",
                    Instant.ofEpochMilli(time),
                    sequence,
                    value,
                    price,
                    quantity,
                    context));
  }

  private static Arbitrary<Map<String, String>> contexts() {
    return Arbitraries.maps(
            characters().ofMinSize(1).map(ItemsProperties::join),
            characters().map(ItemsProperties::join))
        .ofMaxSize(3);
  }

  private static String join(List<String> characters) {
    return String.join("", characters);
  }

  /** Characters on both sides of where UTF-16 and UTF-8 order differently, whole code points. */
  private static ListArbitrary<String> characters() {
    return Arbitraries.of("a", "b", "~", "é", "日", "\uFFFD", "\uD83D\uDE00").list().ofMaxSize(6);
  }
}
