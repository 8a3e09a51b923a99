package dev.tidemark.ingestapi;

import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.FakeTime;
import dev.tidemark.store.tables.Faults;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.ActionChain;

/** Whatever befalls the calls of the real client, what was acknowledged is in the table once. */
class FaultsIT {
  private static final int LENGTH = 12;
  private static final Faults FAULTS = new Faults();
  private static TestTables disturbed;
  private static TestTables tables;

  @BeforeContainer
  static void openTables() {
    disturbed = new TestTables(SharedDynamoDb.get(), FAULTS);
    tables = new TestTables(SharedDynamoDb.get());
  }

  @AfterContainer
  static void closeTables() {
    disturbed.close();
    tables.close();
  }

  @Property(tries = 100)
  void shouldHoldEachAcknowledgedEventOnce(@ForAll("chains") ActionChain<Shop> chain) {
    chain.run().recover();
  }

  @Provide
  Arbitrary<ActionChain<Shop>> chains() {
    return ShopActions.chains(
        () -> new Shop(new InDynamoDb(), UUID.randomUUID().toString()), LENGTH);
  }

  private static final class InDynamoDb implements Shop.Tables {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public InteractionStore open(FakeTime time) {
      return new DynamoDbInteractionStore(
          disturbed.client(),
          disturbed.interactions(),
          time,
          Duration.ZERO,
          new Backoff(PATIENCE, time, time, new Random(1)));
    }

    @Override
    public InteractionStore undisturbed() {
      return new DynamoDbInteractionStore(
          tables.client(),
          disturbed.interactions(),
          Clock.systemUTC(),
          Duration.ZERO,
          Backoff.interactive());
    }

    @Override
    public void disturb(long seed, int inHundred) {
      FAULTS.heal();
      FAULTS.plan(new Random(seed), inHundred);
    }

    @Override
    public void whileStoring(Runnable other) {
      FAULTS.before("BatchWriteItem", other);
    }
  }
}
