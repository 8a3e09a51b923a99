package dev.tidemark.store.tables;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Counts in a random segment of the table, that is in the partitions of a random share of the
 * users, and scales up: whatever the table's size, a count reads about one sample.
 */
public final class SampledInteractionCounter implements InteractionCounter {
  /** About 300,000 interactions; reading them costs 8,192 read units. */
  private static final long SAMPLE_BYTES = 64L << 20;

  /** DynamoDB's own limit. */
  private static final long MOST_SEGMENTS = 1_000_000;

  private static final Duration PATIENCE_PER_PAGE = Duration.ofSeconds(10);

  private final DynamoDbTable table;
  private final RandomGenerator random;
  private final long sampleBytes;

  public SampledInteractionCounter(
      DynamoDbClient client, String interactions, RandomGenerator random) {
    this(client, interactions, random, SAMPLE_BYTES);
  }

  SampledInteractionCounter(
      DynamoDbClient client, String interactions, RandomGenerator random, long sampleBytes) {
    this.table = new DynamoDbTable(client, interactions);
    this.random = random;
    this.sampleBytes = sampleBytes;
  }

  @Override
  public long since(Instant from, long enough) {
    Backoff backoff = Backoff.ofTotal(PATIENCE_PER_PAGE);
    // The size is up to six hours old, which changes the sample's size and nothing else.
    long wanted = ceilDiv(table.bytes(backoff), sampleBytes);
    int segments = (int) Math.min(MOST_SEGMENTS, Math.max(1, wanted));
    return table.count(
            scan ->
                scan.totalSegments(segments)
                    .segment(random.nextInt(segments))
                    .filterExpression(InteractionItem.PLACE + " BETWEEN :from AND :last")
                    .expressionAttributeValues(
                        Map.of(
                            ":from",
                            Attributes.text(InteractionItem.placePrefix(from)),
                            ":last",
                            Attributes.text(InteractionItem.LAST_PLACE))),
            ceilDiv(enough, segments),
            backoff)
        * segments;
  }

  private static long ceilDiv(long part, long by) {
    return (part + by - 1) / by;
  }
}
