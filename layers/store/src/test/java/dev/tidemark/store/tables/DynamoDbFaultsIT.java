package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static dev.tidemark.store.contract.Samples.item;
import static dev.tidemark.store.contract.Samples.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the stores make of a table that fails, or that did what it says it failed to do. */
class DynamoDbFaultsIT {
  private static final String GET = "BatchGetItem";
  private static final String WRITE = "BatchWriteItem";
  private static final String QUERY = "Query";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Faults faults = new Faults();
  private final FakeTime time = new FakeTime();
  private TestTables tables;
  private InteractionStore store;
  private CatalogueStore catalogue;

  @BeforeEach
  void makeStores() {
    tables = new TestTables(SharedDynamoDb.get(), faults);
    Backoff backoff = new Backoff(PATIENCE, time, time, new Random(5));
    store =
        new DynamoDbInteractionStore(
            tables.client(), tables.interactions(), time, Duration.ofDays(1), backoff);
    catalogue = new DynamoDbCatalogueStore(tables.client(), tables.catalogue(), time, backoff);
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "DELAYED"})
  void shouldStoreEachInteractionOnceThoughAnyKindOfFaultComesBetween(Fault fault) {
    // Given
    List<Interaction> interactions = interactions(USER, 130);
    store.put(interactions.subList(100, 110));
    faults.next(GET, fault, Fault.NONE, fault);
    faults.next(WRITE, fault, fault, Fault.NONE, fault);

    // When
    PutResult result = store.put(interactions);

    // Then
    assertThat(result).isEqualTo(new PutResult(120, 10, 0));
    assertThat(store.newest(USER, 1000)).hasSize(130);
    assertThat(time.sleeps()).as("it waits after each fault").hasSizeBetween(5, 20);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "DELAYED"})
  void shouldStoreEachItemOnceThoughAnyKindOfFaultComesBetween(Fault fault) {
    // Given
    List<Item> items = IntStream.range(0, 130).mapToObj(i -> item("item-" + i)).toList();
    catalogue.put(whole(items.subList(100, 110)));
    faults.next(GET, fault, Fault.NONE, fault);
    faults.next(WRITE, fault, fault, Fault.NONE, fault);

    // When
    PutResult result = catalogue.put(whole(items));

    // Then
    assertThat(result).isEqualTo(new PutResult(120, 10, 0));
    assertThat(catalogue.newestActive(1000)).hasSize(130);
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "FAILED"})
  void shouldCountEverythingAsUnacknowledgedWhenTheTableCannotBeRead(Fault fault) {
    // Given
    faults.always(GET, fault);

    // When
    PutResult result = store.put(interactions(USER, 230));
    PutResult items = catalogue.put(whole(item("a"), item("b"), item("a")));

    // Then
    assertThat(result).isEqualTo(new PutResult(0, 0, 230));
    assertThat(items).isEqualTo(new PutResult(0, 1, 2));
    assertThat(faults.calls(WRITE)).as("nothing is written over what is not known").isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "FAILED"})
  void shouldGiveUpWithinTheTimeThatTheWholeBatchHas(Fault fault) {
    // Given
    faults.always(WRITE, fault);

    // When
    PutResult result = store.put(interactions(USER, 500));

    // Then
    assertThat(result).isEqualTo(new PutResult(0, 0, 500));
    assertThat(total(time.sleeps())).isLessThan(PATIENCE);
    faults.heal();
    assertThat(store.newest(USER, 10)).isEmpty();
  }

  @Test
  void shouldTellOnTheNextTryWhatWasStoredWithoutAcknowledgement() {
    // Given
    List<Interaction> interactions = interactions(USER, 60);
    faults.always(WRITE, Fault.DONE_BUT_TIMED_OUT);
    PutResult first = store.put(interactions);
    faults.heal();
    int there = store.newest(USER, 100).size();

    // When
    PutResult second = store.put(interactions);

    // Then
    assertThat(first).isEqualTo(new PutResult(0, 0, 60));
    assertThat(there).isPositive();
    assertThat(second).isEqualTo(new PutResult(60 - there, there, 0));
    assertThat(store.newest(USER, 100)).hasSize(60);
  }

  @Test
  void shouldCountOnlyTheRestOfABatchThatStaysUnprocessed() {
    // Given 10 of one call: 5 are written, then 3 and 1 more, then the table is throttled for good
    faults.next(WRITE, Fault.HALF_DONE, Fault.HALF_DONE, Fault.HALF_DONE);
    faults.always(WRITE, Fault.THROTTLED);

    // When
    PutResult result = store.put(interactions(USER, 10));

    // Then
    assertThat(result).isEqualTo(new PutResult(9, 0, 1));
    assertThat(store.newest(USER, 100)).hasSize(9);
  }

  @Test
  void shouldKeepTheTimeOfListingThoughTheAnswerToAChangeIsLost() {
    // Given
    catalogue.put(whole(item("old")));
    time.pass(Duration.ofDays(1));
    catalogue.put(whole(item("new")));
    time.pass(Duration.ofDays(1));
    faults.next(WRITE, Fault.DONE_BUT_TIMED_OUT);

    // When
    PutResult result = catalogue.put(whole(item("old", "changed", true)));

    // Then
    assertThat(result).isEqualTo(new PutResult(1, 0, 0));
    assertThat(catalogue.newestActive(10))
        .containsExactly(item("new"), item("old", "changed", true));
  }

  @Test
  void shouldReadThoughFaultsComeBetween() {
    // Given
    store.put(List.of(interaction(USER, "e1", 1000)));
    catalogue.put(whole(item("a"), item("b"), item("c")));
    faults.next(QUERY, Fault.THROTTLED, Fault.FAILED, Fault.DONE_BUT_TIMED_OUT);
    faults.next(GET, Fault.HALF_DONE, Fault.FAILED, Fault.HALF_DONE);

    // When, then
    assertThat(store.newest(USER, 10)).containsExactly(interaction(USER, "e1", 1000));
    assertThat(catalogue.find(List.of("a", "b", "c"))).hasSize(3);
  }

  @Test
  void shouldFailToReadWithinItsTimeAndWithoutAnybodysData() {
    // Given
    faults.always(QUERY, Fault.FAILED);
    faults.always(GET, Fault.THROTTLED);

    // When, then
    assertThatThrownBy(() -> store.newest(USER, 10))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("Query on table " + tables.interactions())
        .hasMessageNotContaining(USER.value());
    assertThatThrownBy(() -> catalogue.newestActive(10))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> catalogue.find(List.of("a")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("BatchGetItem on table " + tables.catalogue());
    assertThat(total(time.sleeps())).isLessThan(PATIENCE.multipliedBy(3));
  }

  @Test
  void shouldNotCreepThroughExpiredInteractionsOneByOne() {
    // Given nine that have not expired, newer than 40 that have
    store.put(interactions(USER, 40));
    time.pass(Duration.ofDays(1));
    List<Interaction> kept =
        IntStream.range(0, 9).mapToObj(i -> interaction(USER, "k" + i, time.millis() - i)).toList();
    store.put(kept);

    // When
    List<Interaction> newest = store.newest(USER, 10);

    // Then
    assertThat(newest).isEqualTo(kept);
    assertThat(faults.calls(QUERY)).isLessThanOrEqualTo(6);
  }

  private static Duration total(List<Duration> sleeps) {
    return sleeps.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
