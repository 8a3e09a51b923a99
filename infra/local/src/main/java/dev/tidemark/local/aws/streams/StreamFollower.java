package dev.tidemark.local.aws.streams;

import dev.tidemark.local.aws.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Lambda's poller of a stream: goes through its shards, a parent before its children, and hands
 * over what is in them.
 */
final class StreamFollower implements Runnable {
  /** Most records of a page. */
  private static final int PAGE = 1000;

  /** After a round in which nothing came. */
  private static final Duration IDLE = Duration.ofMillis(300);

  /** Before the stream is asked again that did not answer, and how often it is asked for shards. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final DynamoDbStreamsClient client;
  private final String stream;
  private final StreamDelivery delivery;
  private final StreamPositions positions;
  private final Host host;
  private final Map<String, String> iterators = new HashMap<>();
  private final Set<String> finished = new HashSet<>();
  private List<Shard> shards = List.of();
  private long listedAt;

  /**
   * @param stream its ARN
   */
  StreamFollower(
      DynamoDbStreamsClient client,
      String stream,
      StreamDelivery delivery,
      StreamPositions positions,
      Host host) {
    this.client = client;
    this.stream = stream;
    this.delivery = delivery;
    this.positions = positions;
    this.host = host;
  }

  /** Until the run ends. */
  @Override
  public void run() {
    try {
      while (!host.closeables().isClosed()) {
        try {
          if (!round()) {
            Thread.sleep(IDLE.toMillis());
          }
        } catch (SdkException e) {
          iterators.clear(); // who keeps the tables up tells what there is to tell
          Thread.sleep(PAUSE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether anything came from any shard. */
  private boolean round() throws InterruptedException {
    if (System.nanoTime() - listedAt > PAUSE.toNanos() || shards.isEmpty()) {
      shards = list();
      listedAt = System.nanoTime();
    }
    boolean came = false;
    for (Shard shard : shards) {
      if (!finished.contains(shard.shardId()) && isTurnOf(shard)) {
        came |= page(shard.shardId());
      }
    }
    return came;
  }

  /** A parent that is not listed is no more. */
  private boolean isTurnOf(Shard shard) {
    String parent = shard.parentShardId();
    return finished.contains(parent)
        || shards.stream().noneMatch(it -> it.shardId().equals(parent));
  }

  private List<Shard> list() {
    List<Shard> all = new ArrayList<>();
    String last = null;
    do {
      String start = last;
      DescribeStreamResponse page =
          client.describeStream(it -> it.streamArn(stream).exclusiveStartShardId(start));
      all.addAll(page.streamDescription().shards());
      last = page.streamDescription().lastEvaluatedShardId();
    } while (last != null);
    return all;
  }

  private boolean page(String shard) throws InterruptedException {
    GetRecordsResponse page;
    try {
      String iterator = iterators.computeIfAbsent(shard, this::iterator);
      page = client.getRecords(it -> it.shardIterator(iterator).limit(PAGE));
    } catch (ExpiredIteratorException e) {
      iterators.remove(shard);
      return true;
    }
    List<StreamRecord> records =
        page.records().stream().map(it -> StreamRecord.of(it, stream)).toList();
    if (!records.isEmpty()) {
      delivery.deliver(records);
      positions.move(shard, records.get(records.size() - 1).number());
    }
    if (page.nextShardIterator() == null) {
      finished.add(shard);
      iterators.remove(shard);
    } else {
      iterators.put(shard, page.nextShardIterator());
    }
    return !records.isEmpty();
  }

  private String iterator(String shard) {
    GetShardIteratorRequest.Builder begin =
        GetShardIteratorRequest.builder().streamArn(stream).shardId(shard);
    Optional<String> position = positions.of(shard);
    if (position.isPresent()) {
      try {
        return client
            .getShardIterator(
                begin
                    .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(position.get())
                    .build())
            .shardIterator();
      } catch (TrimmedDataAccessException e) {
        begin.sequenceNumber(null); // what stands there is older than a day
      }
    }
    return client
        .getShardIterator(begin.shardIteratorType(ShardIteratorType.TRIM_HORIZON).build())
        .shardIterator();
  }
}
