package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.store.fake.Link;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client, with its own timeouts, on a bad line to a real table. */
class DynamoDbLinkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Link link = new Link(SharedDynamoDb.get().endpoint());
  private final TestTables tables = new TestTables(link.endpoint());
  private final InteractionStore store =
      new DynamoDbInteractionStore(
          tables.client(),
          tables.interactions(),
          Clock.systemUTC(),
          Duration.ZERO,
          Backoff.ofTotal(PATIENCE),
          Lanes.several());

  @AfterEach
  void close() {
    tables.close();
    link.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldStoreEachInteractionOnceThoughRequestsAndAnswersAreCutAndLost(long seed) {
    // Given
    List<Interaction> interactions = interactions(USER, 200);
    link.disturb(new Random(seed), 15);

    // When
    PutResult disturbed = store.put(interactions);

    // Then
    link.disturb(new Random(seed), 0);
    assertThat(disturbed).isEqualTo(new PutResult(200, 0, 0));
    assertThat(store.some(USER, 1000)).hasSize(200);
    assertThat(store.put(interactions)).isEqualTo(new PutResult(0, 200, 0));
  }

  @Test
  void shouldAcknowledgeNothingThatItCannotKnowOf() {
    // Given: nothing arrives
    link.disturb(new Random(1), 100);
    InteractionStore impatient =
        new DynamoDbInteractionStore(
            tables.client(),
            tables.interactions(),
            Clock.systemUTC(),
            Duration.ZERO,
            Backoff.ofTotal(Duration.ofMillis(300)));

    // When, then
    assertThat(impatient.put(interactions(USER, 3))).isEqualTo(new PutResult(0, 0, 3));
    link.disturb(new Random(1), 0);
    assertThat(store.put(interactions(USER, 3))).isEqualTo(new PutResult(3, 0, 0));
  }

  @Test
  void shouldWaitForAnAnswerThatIsLate() {
    link.delayAnswers(Duration.ofMillis(400));

    assertThat(store.put(interactions(USER, 3))).isEqualTo(new PutResult(3, 0, 0));
    assertThat(store.some(USER, 10)).hasSize(3);
  }
}
