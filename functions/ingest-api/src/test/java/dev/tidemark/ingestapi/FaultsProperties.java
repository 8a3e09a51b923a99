package dev.tidemark.ingestapi;

import dev.tidemark.store.fake.DisturbedInteractionStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import dev.tidemark.store.tables.FakeTime;
import dev.tidemark.store.tables.InteractionStore;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.ActionChain;

/**
 * Whatever befalls a store in memory, what was acknowledged is there once. More sequences are tried
 * by {@code -Djqwik.tries.default=10000}.
 */
class FaultsProperties {
  private static final int LENGTH = 10;

  @Property
  void shouldHoldEachAcknowledgedEventOnce(@ForAll("chains") ActionChain<Shop> chain) {
    chain.run().recover();
  }

  @Provide
  Arbitrary<ActionChain<Shop>> chains() {
    return ShopActions.chains(() -> new Shop(new InMemory(), "shop"), LENGTH);
  }

  /** A put is one step here, so that whoever comes in between comes before. */
  private static final class InMemory implements Shop.Tables {
    private final InMemoryInteractionStore kept = new InMemoryInteractionStore();
    private final DisturbedInteractionStore disturbed = new DisturbedInteractionStore(kept);

    @Override
    public InteractionStore open(FakeTime time) {
      return disturbed;
    }

    @Override
    public InteractionStore undisturbed() {
      return kept;
    }

    @Override
    public void disturb(long seed, int inHundred) {
      disturbed.disturb(new Random(seed), inHundred);
    }

    @Override
    public void whileStoring(Runnable other) {
      other.run();
    }
  }
}
