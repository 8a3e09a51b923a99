package dev.tidemark.follow;

import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.SharedDynamoDb;
import dev.tidemark.store.tables.TestTables;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on DynamoDB Local, by several consumers at once. */
class ReplayIT {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldCountEachEventOnceThoughConsumersReplayTheStreamSideBySide(long seed) {
    Replay stream = new Replay(new Random(seed), 60);
    try (TestTables tables = new TestTables(SharedDynamoDb.get())) {
      CounterStore counters =
          new DynamoDbCounterStore(
              tables.client(),
              tables.counters(),
              Backoff.ofTotal(Duration.ofSeconds(60)),
              Lanes.one());
      FollowHandler handler = Replay.handler(counters);

      stream.batches().parallelStream().forEach(batch -> StreamRecords.send(handler, batch));

      stream.check(counters);
    }
  }
}
