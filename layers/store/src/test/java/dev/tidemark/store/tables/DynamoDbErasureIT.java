package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.store.contract.ErasureContract;
import dev.tidemark.store.contract.ErasureInterleaving.Stores;
import dev.tidemark.store.files.LocalFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbErasureIT extends ErasureContract {
  private static final Instant ERASED_AT = Instant.parse("2026-06-01T12:00:00Z");

  private final List<TestTables> made = new ArrayList<>();
  private TestTables tables;

  @Override
  protected Stores emptyStores() {
    tables = new TestTables(SharedDynamoDb.get());
    made.add(tables);
    DynamoDbInteractionStore store = store(Clock.systemUTC(), Duration.ZERO);
    return new Stores(
        store,
        store,
        new DynamoDbPersonTable(
            tables.client(), tables.interactions(), Backoff.interactive(), Lanes.several()));
  }

  @AfterEach
  void closeTables() {
    made.forEach(TestTables::close);
  }

  @Test
  void shouldNotReadOnIntoWhatWasErased() {
    // Given three of before, whose rows are still there, and three of after
    DynamoDbInteractionStore store = store(Clock.systemUTC(), Duration.ZERO);
    store.put(interactions(USER, 3));
    store.erase(USER, ERASED_AT);
    List<Interaction> newestFirst = new ArrayList<>();
    for (int i = 3; i > 0; i--) {
      newestFirst.add(interaction(USER, "after-" + i, ERASED_AT.toEpochMilli() + i));
    }
    store.put(newestFirst);

    // When, then
    assertThat(store.before(newestFirst.get(0), 9)).isEqualTo(newestFirst.subList(1, 3));
    assertThat(store.before(newestFirst.get(2), 9)).isEmpty();
    assertThat(store.itemsBefore(newestFirst.get(2), 9)).isEmpty();
    assertThat(store.itemsBefore(newestFirst.get(1), 9)).containsOnly("item");
    assertThat(store.before(interactions(USER, 3).get(2), 9)).as("from what was erased").isEmpty();
  }

  @Test
  void shouldNotCountATombstoneAsAnInteraction() {
    // Given
    DynamoDbInteractionStore store = store(Clock.systemUTC(), Duration.ZERO);
    store.put(interactions(USER, 3));
    store.erase(USER, ERASED_AT);

    // When
    long count =
        new SampledInteractionCounter(tables.client(), tables.interactions(), new Random(1))
            .since(Instant.EPOCH, 100);

    // Then
    assertThat(count).isEqualTo(3);
  }

  @Test
  void shouldExportNeitherTombstonesNorWhatHasExpiredAsInteractions(@TempDir Path folder) {
    // Given
    FakeTime time = new FakeTime();
    store(time, Duration.ofDays(1)).put(interactions(USER, 3));
    store(time, Duration.ofDays(9)).put(List.of(interaction(USER, "kept", 5)));
    store(time, Duration.ZERO).erase(OTHER_USER, ERASED_AT);
    time.pass(Duration.ofDays(1));

    // When
    new ScanTableExport(tables.client())
        .export(tables.interactions(), folder.resolve("interactions"), time.instant());

    // Then
    List<Interaction> read = new ArrayList<>();
    ExportReader.Lines lines =
        new ExportReader(new LocalFolder(folder), Map.of()).interactions(read::add);
    assertThat(read).extracting(Interaction::eventId).containsExactly("kept");
    assertThat(lines.unreadable()).isZero();
  }

  private DynamoDbInteractionStore store(Clock clock, Duration retention) {
    return new DynamoDbInteractionStore(
        tables.client(), tables.interactions(), clock, retention, Backoff.interactive());
  }
}
