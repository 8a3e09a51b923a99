package dev.tidemark.local.aws.streams;

import dev.tidemark.local.LocalAccount;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.Host;
import dev.tidemark.local.template.StreamMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What brings the changes of tables to the functions that follow them, once it is open. */
public final class LocalStreams {
  private final List<StreamMapping> mappings;
  private final Tables tables;
  private final BiFunction<String, byte[], byte[]> functions;
  private final BiConsumer<String, String> queues;
  private final Path positions;
  private final Host host;

  /** Clients of the tables and of their streams. */
  public record Tables(DynamoDbClient tables, DynamoDbStreamsClient streams) {
    /** ARN of a table's stream. */
    String stream(String table) {
      return tables.describeTable(it -> it.tableName(table)).table().latestStreamArn();
    }
  }

  /**
   * @param functions invokes a function by its logical id
   * @param queues takes the logical id of a queue and what is to be put there
   * @param positions folder that keeps how far the functions came, made where it is missing
   */
  public LocalStreams(
      List<StreamMapping> mappings,
      Tables tables,
      BiFunction<String, byte[], byte[]> functions,
      BiConsumer<String, String> queues,
      Path positions,
      Host host) {
    this.mappings = List.copyOf(mappings);
    this.tables = tables;
    this.functions = functions;
    this.queues = queues;
    this.positions = positions;
    this.host = host;
  }

  /** Begins to bring them, once the functions run. */
  public void open() throws IOException {
    Files.createDirectories(positions);
    for (StreamMapping mapping : mappings) {
      String stream = tables.stream(mapping.table());
      StreamDelivery delivery =
          new StreamDelivery(
              mapping,
              functions,
              (condition, attempts, records) ->
                  setAside(mapping, stream, condition, attempts, records),
              host.clock());
      host.start(
          "follow-" + mapping.table() + "-" + mapping.function(),
          new StreamFollower(
              tables.streams(),
              stream,
              delivery,
              new StreamPositions(positions.resolve(mapping.id() + ".json"), host.log()),
              host));
    }
  }

  /** Tells, as Lambda does, where the records stand, and not what is in them. */
  private void setAside(
      StreamMapping mapping,
      String stream,
      String condition,
      int attempts,
      List<StreamRecord> records) {
    StreamRecord first = records.get(0);
    StreamRecord last = records.get(records.size() - 1);
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("streamArn", stream);
    batch.put("startSequenceNumber", first.number());
    batch.put("endSequenceNumber", last.number());
    batch.put("approximateArrivalOfFirstRecord", first.at().toString());
    batch.put("approximateArrivalOfLastRecord", last.at().toString());
    batch.put("batchSize", records.size());
    Map<String, Object> context =
        Map.of(
            "functionArn", LocalAccount.arn("lambda", "function:" + mapping.function()),
            "condition", condition,
            "approximateInvokeCount", attempts);
    byte[] message =
        LocalJson.bytes(
            Map.of(
                "version",
                "1.0",
                "timestamp",
                host.clock().instant().toString(),
                "requestContext",
                context,
                "DDBStreamBatchInfo",
                batch));
    host.log()
        .accept(
            String.format(
                "Set aside: %d records of the stream of %s, %s after %d attempts; the log of %s"
                    + " tells why",
                records.size(), mapping.table(), condition, attempts, mapping.function()));
    try {
      queues.accept(mapping.failures(), new String(message, StandardCharsets.UTF_8));
    } catch (SdkException e) {
      host.log().accept(mapping.failures() + ": not told of it, since it does not answer");
    }
  }
}
