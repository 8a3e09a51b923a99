package dev.tidemark.store.tables;

import static dev.tidemark.store.contract.Samples.USER;
import static dev.tidemark.store.contract.Samples.interactions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.store.contract.InteractionStoreContract;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

/** The store whose calls run side by side, as the functions open it. */
class ParallelInteractionStoreIT extends InteractionStoreContract {
  private final Line line = new Line();
  private TestTables tables;
  private InteractionStore store;

  @Override
  protected InteractionStore emptyStore() {
    tables = new TestTables(SharedDynamoDb.get(), line);
    store =
        new DynamoDbInteractionStore(
            tables.client(),
            tables.interactions(),
            Clock.systemUTC(),
            Duration.ZERO,
            Backoff.ofTotal(Duration.ofSeconds(20)),
            Lanes.several());
    return store;
  }

  @AfterEach
  void closeTables() {
    tables.close();
  }

  @Test
  void shouldMakeNoMoreCallsThanTheBatchNeeds() {
    // Given
    store.put(interactions(USER, 250));
    line.reads.set(0);
    line.writes.set(0);

    // When
    PutResult result = store.put(interactions(USER, 500));

    // Then
    assertThat(result).isEqualTo(new PutResult(250, 250, 0));
    assertThat(line.reads).as("100 keys a call, with the one of the tombstone").hasValue(6);
    assertThat(line.writes).hasValue(10);
  }

  @Test
  void shouldStoreEachInteractionOnceThoughEveryThirdAnswerIsLost() {
    // Given
    store.put(interactions(USER, 60));
    line.losing = true;

    // When
    PutResult result = store.put(interactions(USER, 500));

    // Then
    assertThat(result).isEqualTo(new PutResult(440, 60, 0));
    assertThat(store.newest(USER, 1000)).hasSize(500);
  }

  /** Counts calls and, when told so, loses every third answer. */
  private static final class Line implements ExecutionInterceptor {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean losing;

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof BatchGetItemRequest) {
        reads.incrementAndGet();
      } else if (context.request() instanceof BatchWriteItemRequest) {
        writes.incrementAndGet();
      }
    }

    @Override
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      if (losing && answers.incrementAndGet() % 3 == 0) {
        throw SdkClientException.create("timed out", new SocketTimeoutException("Read timed out"));
      }
    }
  }
}
