package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.store.adapter.Backoff;
import dev.tidemark.store.adapter.DynamoDbCatalogueStore;
import dev.tidemark.store.adapter.DynamoDbInteractionStore;
import dev.tidemark.store.adapter.SharedDynamoDb;
import dev.tidemark.store.adapter.TestTables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function on real tables. */
class IngestIT {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);
  private static final String BODY =
      "{\"events\":["
          + "{\"userId\":\"u\",\"itemId\":\"a\",\"type\":\"view\",\"timestamp\":1000},"
          + "{\"userId\":\"u\",\"itemId\":\"b\",\"type\":\"rating\",\"timestamp\":2000,\"value\":4.5},"
          + "{\"userId\":\"u\",\"itemId\":\"a\",\"type\":\"view\",\"timestamp\":1000}]}";

  private final TestTables tables = new TestTables(SharedDynamoDb.get());

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void shouldStoreEachEventOnceHoweverOftenItIsSent() {
    // Given
    Ports ports = ports(tables.interactions());
    Client client = new Client(ports);

    // When
    Client.Answer first = client.events(BODY);
    Client.Answer second = client.events(BODY);

    // Then
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(first.body().path("duplicates").asInt()).isEqualTo(1);
    assertThat(second.body().path("accepted").asInt()).isZero();
    assertThat(second.body().path("duplicates").asInt()).isEqualTo(3);
    List<Interaction> stored = ports.interactions().newest(USERS.keyOf("u"), 10);
    assertThat(stored).extracting(Interaction::itemId).containsExactly("b", "a");
    assertThat(stored.get(0).value()).isEqualTo(4.5);
  }

  @Test
  void shouldAnswer503WhereTheStoreRefuses() {
    Client.Answer answer = new Client(ports("no-such-table")).events(BODY);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().has("retry-after")).isTrue();
    assertThat(answer.body().path("accepted").asInt()).isZero();
    assertThat(answer.body().path("unacknowledged").asInt()).isEqualTo(2);
    assertThat(answer.text()).doesNotContain("no-such-table");
  }

  private Ports ports(String interactions) {
    Clock clock = Clock.systemUTC();
    Backoff backoff = Backoff.ofTotal(Duration.ofMillis(500));
    return new Ports(
        new DynamoDbInteractionStore(
            tables.client(), interactions, clock, Duration.ofDays(30), backoff),
        new DynamoDbCatalogueStore(tables.client(), tables.catalogue(), clock, backoff),
        USERS,
        clock);
  }
}
