package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.contract.CounterStoreContract;
import dev.tidemark.store.tables.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbCounterStoreIT extends CounterStoreContract {
  private static final Instant TIME = Instant.parse("2026-06-01T10:30:00Z");
  private static final String WRITE = "TransactWriteItems";

  private final Faults faults = new Faults();
  private TestTables tables;

  @Override
  protected CounterStore emptyStore() {
    tables = new TestTables(SharedDynamoDb.get(), faults);
    return store(Backoff.ofTotal(Duration.ofSeconds(30)));
  }

  private CounterStore store(Backoff backoff) {
    return new DynamoDbCounterStore(tables.client(), tables.counters(), backoff, Lanes.several());
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "HALF_DONE"})
  void shouldCountOnceThoughAnyKindOfFaultComesBetween(Fault fault) {
    CounterStore counters = store(Backoff.ofTotal(Duration.ofSeconds(30)));
    faults.next("BatchGetItem", fault, Fault.NONE, fault);
    faults.next(WRITE, fault, fault, Fault.NONE, fault);

    counters.count(List.of(interaction(USER, "a", TIME.toEpochMilli())));
    counters.count(List.of(interaction(USER, "b", TIME.toEpochMilli())));

    assertThat(counters.counts("item", Period.dayOf(TIME))).isEqualTo(new ItemCounts(2, 1));
  }

  @Test
  void shouldGiveUpInTimeAndSayNothingOfAnybody() {
    FakeTime time = new FakeTime();
    CounterStore counters = store(new Backoff(Duration.ofSeconds(3), time, time, new Random(5)));
    faults.always(WRITE, Fault.THROTTLED);

    assertThatThrownBy(() -> counters.count(List.of(interaction(USER, "a", TIME.toEpochMilli()))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(WRITE + " on table " + tables.counters())
        .hasMessageNotContaining(USER.value());
  }

  @Test
  void shouldLetRowsExpireLaterThanTheirEventsMayCome() {
    CounterStore counters = store(Backoff.interactive());

    counters.count(List.of(interaction(USER, "a", TIME.toEpochMilli())));

    List<Map<String, AttributeValue>> rows = rows();
    assertThat(rows).hasSize(3);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(Instant.ofEpochSecond(Long.parseLong(row.get("expiresAt").n())))
                    .isBetween(TIME.plus(CounterStore.WINDOW), TIME.plus(Duration.ofDays(11))));
  }

  @Test
  void shouldLeaveNothingOfAUserWhoIsForgotten() {
    // Given
    CounterStore counters = store(Backoff.interactive());
    for (Interaction each : List.of(of("a"), of("b"), of("c"))) {
      counters.count(List.of(each, each.by(OTHER_USER)));
    }

    // When
    counters.forget(USER);

    // Then
    assertThat(rows()).hasSize(9).noneMatch(row -> row.get("pk").s().equals(USER.value()));
  }

  private static Interaction of(String itemId) {
    return new Interaction(USER, itemId, itemId, "view", TIME, Double.NaN, Double.NaN, 0, Map.of());
  }

  private List<Map<String, AttributeValue>> rows() {
    return tables.client().scan(scan -> scan.tableName(tables.counters())).items();
  }
}
