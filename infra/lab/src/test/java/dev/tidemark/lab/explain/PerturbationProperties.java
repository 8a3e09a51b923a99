package dev.tidemark.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PerturbationProperties {
  private final RuleScorer scorer = new RuleScorer();

  /** Where all is named, nothing is left to remove, and all has come back. */
  @Property(tries = 100)
  void shouldEndWhereNothingAndWhereAllIsKnown(
      @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 4) Integer> history,
      @ForAll long seed) {
    Explained explained = scorer.explained(history.toArray(Integer[]::new));
    List<Integer> order = new ArrayList<>(explained.items());
    Collections.shuffle(order, new Random(seed));

    Faithfulness worth =
        new Perturbation(RuleScorer.ENCODER, scorer).of(explained, Map.of("any", order)).get("any");

    int last = Perturbation.MOST_NAMED;
    assertThat(worth.removed()[0]).isEqualTo(1);
    assertThat(worth.inserted()[last]).isCloseTo(1, within(1e-12));
    assertThat(worth.removed()[last]).isEqualTo(worth.inserted()[0]);
    assertThat(worth.ranks()[last]).isEqualTo(RuleScorer.ITEMS);
    assertThat(worth.del(last)).isBetween(0.0, 1.0);
  }
}
