package dev.tidemark.store.fake;

import dev.tidemark.store.contract.ErasureInterleaving;
import dev.tidemark.store.contract.ErasureInterleaving.Stores;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ErasureProperties {
  @Property(tries = 2000)
  void shouldServeNothingOldWhateverIsBetween(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int steps) {
    InMemoryInteractionStore store = new InMemoryInteractionStore();

    new ErasureInterleaving(new Stores(store, store, store), new Random(seed)).run(steps);
  }
}
