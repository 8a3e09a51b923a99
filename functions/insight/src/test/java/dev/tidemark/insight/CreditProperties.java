package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CreditProperties {
  private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-22T00:00:00Z");
  private static final MetricsRequest ASKED = new MetricsRequest(FROM, TO, List.of());

  @Property(tries = 300)
  void shouldNotDependOnTheOrder(@ForAll("touches") List<Touch> touches, @ForAll Random random) {
    List<Touch> shuffled = new ArrayList<>(touches);
    Collections.shuffle(shuffled, random);

    assertThat(counted(shuffled)).isEqualTo(counted(touches));
  }

  @Property(tries = 300)
  void shouldCountShownAndClickedOnceHoweverOftenTheyAreRepeated(
      @ForAll("touches") List<Touch> touches) {
    List<Touch> repeated = new ArrayList<>(touches);
    touches.stream().filter(it -> it.kind() != Touch.Kind.PURCHASE).forEach(repeated::add);

    assertThat(counted(repeated)).isEqualTo(counted(touches));
  }

  @Property(tries = 300)
  void shouldGiveEachPurchaseToOneListAtMost(@ForAll("touches") List<Touch> touches) {
    long bought =
        touches.stream()
            .filter(it -> it.kind() == Touch.Kind.PURCHASE)
            .filter(it -> !it.time().isBefore(FROM) && it.time().isBefore(TO))
            .count();

    assertThat(counted(touches).path("purchases").asLong()).isLessThanOrEqualTo(bought);
  }

  @Provide
  Arbitrary<List<Touch>> touches() {
    Arbitrary<Instant> times =
        Arbitraries.integers()
            .between(-9 * 24, 2 * 24)
            .map(hours -> FROM.plus(Duration.ofHours(hours)));
    Arbitrary<String> lists = Arbitraries.of("a", "b", "c");
    Arbitrary<String> placements = Arbitraries.of("", "home", "basket");
    return Arbitraries.oneOf(
            Combinators.combine(lists, placements, times).as(Touches::shown),
            Combinators.combine(lists, placements, times).as(Touches::clicked),
            Combinators.combine(
                    Arbitraries.of("", "a"),
                    times,
                    Arbitraries.of(0.1, 19.99, Double.NaN),
                    Arbitraries.integers().between(0, 3))
                .as(Touches::bought))
        .list()
        .ofMaxSize(20);
  }

  private static JsonNode counted(List<Touch> touches) {
    Tally tally = new Tally(ASKED);
    tally.add(Credit.of(touches, FROM, TO));
    return tally.json(ASKED);
  }
}
