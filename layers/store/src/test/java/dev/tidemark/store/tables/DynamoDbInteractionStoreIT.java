package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.OTHER_USER;
import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interaction;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.store.contract.InteractionStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbInteractionStoreIT extends InteractionStoreContract {
  private final FakeTime time = new FakeTime();
  private TestTables tables;

  @Override
  protected InteractionStore emptyStore() {
    tables = new TestTables(SharedDynamoDb.get());
    return store(Clock.systemUTC(), Duration.ZERO);
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldLeaveOutWhatOthersDamaged() {
    // Given
    InteractionStore store = store(Clock.systemUTC(), Duration.ZERO);
    store.put(interactions(USER, 3));
    for (Map<String, AttributeValue> damage :
        List.of(
            Map.of("itemId", AttributeValue.fromN("7"), "price", AttributeValue.fromS("cheap")),
            Map.of("place", AttributeValue.fromS("soon")),
            Map.of(
                "place", AttributeValue.fromS("0#0#"), "quantity", AttributeValue.fromBool(true)),
            Map.<String, AttributeValue>of())) {
      Map<String, AttributeValue> row = new HashMap<>(damage);
      row.put("pk", AttributeValue.fromS(USER.value()));
      row.put("sk", AttributeValue.fromS("damaged" + damage.hashCode()));
      row.putIfAbsent("place", AttributeValue.fromS("001764000000000#1#x"));
      tables.client().putItem(put -> put.tableName(tables.interactions()).item(row));
    }

    // When, Then
    assertThat(store.newest(USER, 100)).hasSize(3);
  }

  @Test
  void shouldStoreTheAgreedAttributes() {
    // Given
    Interaction interaction =
        new Interaction(
            USER,
            "e1",
            "item",
            "purchase",
            Instant.ofEpochMilli(1_700_000_000_000L),
            1_764_000_000_000_000_007L,
            1,
            2.5,
            3,
            Map.of("device", "phone"));

    // When
    store(time, Duration.ofDays(730)).put(List.of(interaction));

    // Then
    Instant expiry = time.instant().plus(Duration.ofDays(730));
    assertThat(tables.client().scan(scan -> scan.tableName(tables.interactions())).items())
        .containsExactly(
            Map.of(
                "pk", AttributeValue.fromS(USER.value()),
                "sk", AttributeValue.fromS("e1"),
                "place", AttributeValue.fromS("001700000000000#1764000000000000007#e1"),
                "itemId", AttributeValue.fromS("item"),
                "type", AttributeValue.fromS("purchase"),
                "value", AttributeValue.fromN("1"),
                "price", AttributeValue.fromN("2.5"),
                "quantity", AttributeValue.fromN("3"),
                "context", AttributeValue.fromM(Map.of("device", AttributeValue.fromS("phone"))),
                "expiresAt", AttributeValue.fromN(Long.toString(expiry.getEpochSecond()))));
  }

  @Test
  void shouldTellReadersOfTheStreamWhatIsMoved() {
    InteractionStore store = store(time, Duration.ZERO);
    store.put(List.of(interaction(USER, "e1", 1000)));

    store.copy(List.of(interaction(USER, "e1", 1000)), OTHER_USER);

    assertThat(tables.client().scan(scan -> scan.tableName(tables.interactions())).items())
        .hasSize(2)
        .allSatisfy(
            row ->
                assertThat(row.containsKey("movedFrom"))
                    .isEqualTo(row.get("pk").s().equals(OTHER_USER.value())));
  }

  @Test
  void shouldStoreNoExpiryWithoutRetention() {
    store(time, Duration.ZERO).put(List.of(interaction(USER, "e1", 1000)));

    assertThat(tables.client().scan(scan -> scan.tableName(tables.interactions())).items().get(0))
        .containsOnlyKeys("pk", "sk", "place", "itemId", "type");
  }

  @Test
  void shouldNotReturnWhatHasExpiredAndReadOnBehindIt() {
    // Given three that expire, newer than two that do not yet
    InteractionStore store = store(time, Duration.ofDays(1));
    store.put(
        List.of(
            interaction(USER, "e3", 3000),
            interaction(USER, "e4", 4000),
            interaction(USER, "e5", 5000)));
    time.pass(Duration.ofHours(12));
    List<Interaction> kept = List.of(interaction(USER, "e2", 2000), interaction(USER, "e1", 1000));
    store.put(kept);

    // When
    time.pass(Duration.ofHours(12));

    // Then
    assertThat(store.newest(USER, 2)).isEqualTo(kept);
  }

  @Test
  void shouldReadMoreThanOnePageOfResults() {
    // Given 1.2 MB of one user; a page ends at 1 MB
    Map<String, String> context =
        IntStream.range(0, 16)
            .boxed()
            .collect(Collectors.toMap(i -> "key-" + i, i -> "x".repeat(256)));
    List<Interaction> large =
        interactions(USER, 280).stream()
            .map(
                it ->
                    new Interaction(
                        USER,
                        it.eventId(),
                        it.itemId(),
                        it.type(),
                        it.timestamp(),
                        1,
                        2,
                        3,
                        context))
            .toList();
    InteractionStore store = store(time, Duration.ZERO);

    // When
    assertThat(store.put(large)).isEqualTo(new PutResult(280, 0, 0));

    // Then
    List<Interaction> newest = store.newest(USER, 1000);
    assertThat(newest).hasSize(280).isSortedAccordingTo(Interaction.SERVED_ORDER.reversed());
  }

  @Test
  void shouldGoOnBehindTheLastOfTheInteractionsThatWereRead() {
    // Given nine, of which the older five are of two items
    DynamoDbInteractionStore store = store(time, Duration.ofDays(1));
    List<Interaction> newestFirst = new ArrayList<>();
    for (int i = 9; i > 0; i--) {
      newestFirst.add(
          new Interaction(
              USER,
              "e" + i,
              i > 5 ? "item-" + i : "old-" + i % 2,
              "view",
              Instant.ofEpochMilli(1000L * i),
              1,
              2,
              3,
              Map.of()));
    }
    store.put(newestFirst);

    // When, then
    assertThat(store.newest(USER, 2)).isEqualTo(newestFirst.subList(0, 2));
    assertThat(store.before(newestFirst.get(1), 3)).isEqualTo(newestFirst.subList(2, 5));
    assertThat(store.before(newestFirst.get(8), 3)).isEmpty();
    assertThat(store.itemsBefore(newestFirst.get(2), 4)).containsOnly("item-6", "old-1", "old-0");
    assertThat(store.itemsBefore(newestFirst.get(2), 1)).containsOnly("item-6");
    time.pass(Duration.ofDays(1));
    assertThat(store.itemsBefore(newestFirst.get(2), 4)).as("expired ones").isEmpty();
  }

  private DynamoDbInteractionStore store(Clock clock, Duration retention) {
    return new DynamoDbInteractionStore(
        tables.client(), tables.interactions(), clock, retention, Backoff.interactive());
  }
}
