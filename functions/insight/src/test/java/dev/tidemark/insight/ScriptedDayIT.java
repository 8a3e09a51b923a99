package dev.tidemark.insight;

import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.DynamoDbInteractionStore;
import dev.tidemark.store.tables.DynamoDbTouchStore;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import dev.tidemark.store.tables.TouchStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The same in DynamoDB Local. */
class ScriptedDayIT extends ScriptedDay {
  private static final Backoff PATIENT = Backoff.ofTotal(Duration.ofSeconds(60));

  private TestTables tables;

  @Override
  protected InteractionStore emptyStore() {
    tables = new TestTables(SharedDynamoDb.get());
    return new DynamoDbInteractionStore(
        tables.client(), tables.interactions(), Clock.systemUTC(), Duration.ofDays(730), PATIENT);
  }

  @Override
  protected TouchStore touches() {
    return new DynamoDbTouchStore(tables.client(), tables.interactions(), PATIENT);
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }
}
