package dev.tidemark.store.tables;

import dev.tidemark.store.contract.InteractionStoreContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The contract against another implementation than DynamoDB Local. */
class AwsInteractionStoreIT extends InteractionStoreContract {
  private TestTables tables;

  @Override
  protected InteractionStore emptyStore() {
    tables = new TestTables(AwsEndpoint.get());
    return new DynamoDbInteractionStore(
        tables.client(),
        tables.interactions(),
        Clock.systemUTC(),
        Duration.ZERO,
        Backoff.interactive());
  }

  @AfterEach
  void closeTables() {
    if (tables != null) {
      tables.close();
    }
  }
}
