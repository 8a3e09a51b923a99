package dev.tidemark.store.adapter;

import static dev.tidemark.store.adapter.Faults.Fault.COMMITTED_THEN_TIMED_OUT;
import static dev.tidemark.store.adapter.Faults.Fault.FORBIDDEN;
import static dev.tidemark.store.adapter.Faults.Fault.MOSTLY_UNPROCESSED;
import static dev.tidemark.store.adapter.Faults.Fault.NONE;
import static dev.tidemark.store.adapter.Faults.Fault.SERVER_FAULT;
import static dev.tidemark.store.adapter.Faults.Fault.THROTTLED;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interactions;
import static dev.tidemark.store.contract.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.store.CatalogueStore;
import dev.tidemark.store.InteractionStore;
import dev.tidemark.store.PutResult;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.adapter.Faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class DynamoDbFaultsIT {
  private static final Duration TOTAL = Duration.ofSeconds(3);

  private final Faults reads = new Faults(BatchGetItemRequest.class);
  private final Faults writes = new Faults(BatchWriteItemRequest.class);
  private final Faults queries = new Faults(QueryRequest.class);
  private final TestTables tables = new TestTables(SharedDynamoDb.get(), reads, writes, queries);
  private final FakeTime time = new FakeTime();
  private final Backoff backoff = new Backoff(TOTAL, time, time, new Random(5));
  private final InteractionStore store =
      new DynamoDbInteractionStore(
          tables.client(), tables.interactions(), time, Duration.ZERO, backoff);
  private final CatalogueStore catalogue =
      new DynamoDbCatalogueStore(tables.client(), tables.catalogue(), time, backoff);

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "SERVER_FAULT", "COMMITTED_THEN_TIMED_OUT"})
  void shouldStoreEverythingOnceAFaultHasPassed(Fault fault) {
    // Given
    List<Interaction> interactions = interactions(USER, 60);
    reads.next(fault, fault);
    writes.next(fault, NONE, fault, fault);

    // When
    PutResult result = store.put(interactions);

    // Then
    assertThat(result).isEqualTo(new PutResult(60, 0, 0));
    assertThat(store.newest(USER, 100)).hasSize(60);
    assertThat(store.put(interactions)).isEqualTo(new PutResult(0, 60, 0));
    assertThat(time.sleeps()).hasSize(5);
  }

  @Test
  void shouldSendOnlyWhatWasLeftUnprocessedAgain() {
    // Given
    reads.next(MOSTLY_UNPROCESSED, MOSTLY_UNPROCESSED);
    writes.next(MOSTLY_UNPROCESSED, MOSTLY_UNPROCESSED, MOSTLY_UNPROCESSED);

    // When
    PutResult result = store.put(interactions(USER, 20));

    // Then
    assertThat(result).isEqualTo(new PutResult(20, 0, 0));
    assertThat(store.newest(USER, 100)).hasSize(20);
    assertThat(reads.calls()).isEqualTo(3);
    assertThat(writes.calls()).isEqualTo(4);
  }

  @Test
  void shouldSeeDuplicatesAmongKeysThatWereFirstLeftUnread() {
    // Given
    store.put(interactions(USER, 10));
    reads.next(MOSTLY_UNPROCESSED, MOSTLY_UNPROCESSED);

    // When, then
    assertThat(store.put(interactions(USER, 20))).isEqualTo(new PutResult(10, 10, 0));
  }

  @Test
  void shouldCountWhatStaysUnacknowledgedAndStoreItWhenSentAgain() {
    // Given a table that takes one batch and then nothing but one more item now and then
    List<Interaction> interactions = interactions(USER, 130);
    writes.next(NONE, MOSTLY_UNPROCESSED);
    writes.always(THROTTLED);

    // When
    PutResult result = store.put(interactions);

    // Then
    assertThat(result).isEqualTo(new PutResult(26, 0, 104));
    assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(TOTAL);

    // And sent again
    writes.always(NONE);
    assertThat(store.put(interactions)).isEqualTo(new PutResult(104, 26, 0));
    assertThat(store.newest(USER, 1000)).hasSize(130);
  }

  @Test
  void shouldNotCountAsStoredWhatTimedOutForGoodThoughItIsThere() {
    // Given
    writes.always(COMMITTED_THEN_TIMED_OUT);

    // When, then
    assertThat(store.put(interactions(USER, 3))).isEqualTo(new PutResult(0, 0, 3));
    writes.always(NONE);
    assertThat(store.put(interactions(USER, 4))).isEqualTo(new PutResult(1, 3, 0));
  }

  @Test
  void shouldWriteNothingWhereItCannotSeeWhatIsThere() {
    // Given
    reads.always(SERVER_FAULT);

    // When
    PutResult result = store.put(interactions(USER, 130));

    // Then
    assertThat(result).isEqualTo(new PutResult(0, 0, 130));
    assertThat(writes.calls()).isZero();
  }

  @Test
  void shouldNotTryAgainWhatCannotPass() {
    // Given
    writes.always(FORBIDDEN);

    // When
    PutResult result = store.put(interactions(USER, 50));

    // Then
    assertThat(result).isEqualTo(new PutResult(0, 0, 50));
    assertThat(writes.calls()).isEqualTo(2);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void shouldReadTheNewestOnceAFaultHasPassed() {
    // Given
    store.put(interactions(USER, 3));
    queries.next(THROTTLED, SERVER_FAULT, COMMITTED_THEN_TIMED_OUT);

    // When, then
    assertThat(store.newest(USER, 10)).hasSize(3);
  }

  @Test
  void shouldSayThatTheStoreIsUnavailableWhenReadingStaysInVain() {
    queries.always(THROTTLED);
    reads.always(COMMITTED_THEN_TIMED_OUT);

    assertThatThrownBy(() -> store.newest(USER, 10))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("Query")
        .hasMessageNotContaining(USER.value());
    assertThatThrownBy(() -> catalogue.newestActive(10))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> catalogue.find(List.of("a")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void shouldStoreItemsOnceFaultsHavePassedAndCountThoseThatStayUnacknowledged() {
    // Given
    List<Item> items = IntStream.range(0, 60).mapToObj(i -> item("item-" + i)).toList();
    reads.next(THROTTLED, MOSTLY_UNPROCESSED);
    writes.next(COMMITTED_THEN_TIMED_OUT, MOSTLY_UNPROCESSED, NONE);
    writes.always(SERVER_FAULT);

    // When, then: one whole batch is stored
    assertThat(catalogue.put(items)).isEqualTo(new PutResult(25, 0, 35));
    writes.always(NONE);
    assertThat(catalogue.put(items)).isEqualTo(new PutResult(35, 25, 0));
    assertThat(catalogue.find(List.of("item-59"))).isEqualTo(Map.of("item-59", item("item-59")));
  }
}
