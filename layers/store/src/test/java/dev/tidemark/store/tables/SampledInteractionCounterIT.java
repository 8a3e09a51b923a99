package dev.tidemark.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampledInteractionCounterIT {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final int USERS = 400;

  private final Faults faults = new Faults();
  private TestTables tables;

  @BeforeEach
  void makeTable() {
    tables = new TestTables(SharedDynamoDb.get(), faults);
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldCountExactlyInASmallTable() {
    store();

    assertThat(counter(1 << 20).since(NOON, 10_000)).isEqualTo(USERS);
    assertThat(counter(1 << 20).since(NOON.plusMillis(1), 10_000)).isZero();
    assertThat(counter(1 << 20).since(Instant.EPOCH, 10_000)).isEqualTo(2 * USERS);
  }

  @Test
  void shouldEstimateInALargeTable() {
    store();
    long bytes =
        tables
            .client()
            .describeTable(it -> it.tableName(tables.interactions()))
            .table()
            .tableSizeBytes();

    // When: a sixth of the table is read, by six counters that draw for themselves
    double mean =
        IntStream.range(0, 6)
            .mapToLong(
                seed ->
                    new SampledInteractionCounter(
                            tables.client(),
                            tables.interactions(),
                            new SplittableRandom(seed),
                            bytes / 6 + 1)
                        .since(NOON, 10_000))
            .average()
            .orElseThrow();

    // Then
    assertThat(mean).isBetween(0.7 * USERS, 1.3 * USERS);
  }

  @Test
  void shouldNotCountOnWhereThereIsEnough() {
    store();
    int before = faults.calls("Scan");

    assertThat(counter(1 << 20).since(Instant.EPOCH, 1)).isPositive();
    assertThat(faults.calls("Scan") - before).isEqualTo(1);
  }

  @Test
  void shouldFindNothingInAnEmptyTable() {
    assertThat(counter(1 << 20).since(Instant.EPOCH, 10)).isZero();
  }

  private InteractionCounter counter(long sampleBytes) {
    return new SampledInteractionCounter(
        tables.client(), tables.interactions(), new SplittableRandom(1), sampleBytes);
  }

  /** One interaction at noon and one a millisecond earlier of each user. */
  private void store() {
    List<Interaction> interactions = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      UserKey key = new UserKey(String.format("%064x", user));
      interactions.add(interaction(key, "new", NOON));
      interactions.add(interaction(key, "old", NOON.minusMillis(1)));
    }
    new DynamoDbInteractionStore(
            tables.client(),
            tables.interactions(),
            Clock.systemUTC(),
            Duration.ZERO,
            Backoff.interactive())
        .put(interactions);
  }

  private static Interaction interaction(UserKey user, String id, Instant time) {
    return new Interaction(user, id, "item", "view", time, Double.NaN, Double.NaN, 0, Map.of());
  }
}
