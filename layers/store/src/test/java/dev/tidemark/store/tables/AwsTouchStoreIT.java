package dev.tidemark.store.tables;

import dev.tidemark.store.contract.TouchStoreContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The contract against another implementation than DynamoDB Local. */
class AwsTouchStoreIT extends TouchStoreContract {
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

  @Override
  protected TouchStore touches() {
    return new DynamoDbTouchStore(tables.client(), tables.interactions(), Backoff.interactive());
  }

  @AfterEach
  void closeTables() {
    if (tables != null) {
      tables.close();
    }
  }
}
