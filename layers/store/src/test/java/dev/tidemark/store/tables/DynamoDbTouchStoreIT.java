package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Touch;
import dev.tidemark.store.contract.TouchStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbTouchStoreIT extends TouchStoreContract {
  private final FakeTime time = new FakeTime();
  private TestTables tables;

  @Override
  protected InteractionStore emptyStore() {
    tables = new TestTables(SharedDynamoDb.get());
    return store(Clock.systemUTC(), Duration.ZERO);
  }

  @Override
  protected TouchStore touches() {
    return new DynamoDbTouchStore(tables.client(), tables.interactions(), Backoff.interactive());
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldStoreTheAgreedAttributes() {
    // When
    store(time, Duration.ofDays(730)).put(List.of(impression(time.instant())));

    // Then
    String millis = "00" + time.instant().toEpochMilli();
    assertThat(tables.client().scan(scan -> scan.tableName(tables.interactions())).items())
        .containsExactly(
            Map.of(
                "pk", AttributeValue.fromS(USER.value()),
                "sk", AttributeValue.fromS("e1"),
                "shown", AttributeValue.fromS(millis + "#0000000000000000000#e1"),
                "itemId", AttributeValue.fromS("item"),
                "type", AttributeValue.fromS("impression"),
                "recommendationId", AttributeValue.fromS("list"),
                "touchDay", AttributeValue.fromS(today() + "#0"),
                "touchKind", AttributeValue.fromS("impression#" + millis),
                "expiresAt",
                    AttributeValue.fromN(
                        Long.toString(time.instant().plus(Touch.KEPT).getEpochSecond()))));
  }

  @Test
  void shouldLetImpressionsGoWithTheRestWhereThatIsKeptShorter() {
    store(time, Duration.ofDays(3)).put(List.of(impression(time.instant())));

    assertThat(tables.client().scan(scan -> scan.tableName(tables.interactions())).items().get(0))
        .containsEntry(
            "expiresAt",
            AttributeValue.fromN(
                Long.toString(time.instant().plus(Duration.ofDays(3)).getEpochSecond())));
  }

  @Test
  void shouldNotCountWhatCameTooLate() {
    store(time, Duration.ZERO).put(List.of(impression(time.instant().minus(Touch.KEPT))));

    assertThat(tables.client().scan(scan -> scan.tableName(tables.interactions())).items().get(0))
        .doesNotContainKeys("touchDay", "touchKind")
        .containsKey("expiresAt");
  }

  @Test
  void shouldLeaveOutWhatOthersDamaged() {
    // Given
    store(time, Duration.ZERO).put(List.of(impression(time.instant())));
    for (String touch : List.of("impression", "glance#001764000000000", "click#soon")) {
      tables
          .client()
          .putItem(
              put ->
                  put.tableName(tables.interactions())
                      .item(
                          Map.of(
                              "pk", AttributeValue.fromS("someone"),
                              "sk", AttributeValue.fromS(touch),
                              "touchDay", AttributeValue.fromS(today() + "#0"),
                              "touchKind", AttributeValue.fromS(touch))));
    }

    // When
    List<Touch> found = new ArrayList<>();
    touches().all(today(), 0, found::add);

    // Then
    assertThat(found).extracting(Touch::user).containsExactly(USER);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
  }

  private static Interaction impression(Instant at) {
    return new Interaction(
        USER,
        "e1",
        "item",
        "impression",
        at,
        Double.NaN,
        Double.NaN,
        0,
        Map.of("recommendationId", "list"));
  }

  private DynamoDbInteractionStore store(Clock clock, Duration retention) {
    return new DynamoDbInteractionStore(
        tables.client(), tables.interactions(), clock, retention, Backoff.interactive());
  }
}
