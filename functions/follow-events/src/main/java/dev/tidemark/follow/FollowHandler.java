package dev.tidemark.follow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.AwsClients;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff;
import dev.tidemark.store.tables.CounterStore;
import dev.tidemark.store.tables.DynamoDbCounterStore;
import dev.tidemark.store.tables.Lanes;
import dev.tidemark.store.tables.StreamImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda function that counts what shoppers do, from the stream of the interactions' table. Records
 * that cannot be read are answered as failed after all others of their batch are counted; where the
 * counters do not answer, the whole batch fails. Either comes again, and nothing counts twice. Of
 * who was erased it forgets that they were counted.
 */
public final class FollowHandler implements RequestStreamHandler {
  /**
   * Nobody waits, and giving up loses counts: longer than for a caller, shorter than the timeout.
   */
  private static final Duration RETRIES = Duration.ofSeconds(40);

  private static final Logger LOG = LoggerFactory.getLogger(FollowHandler.class);

  private final CounterStore counters;
  private final Interest interest;
  private final Metrics metrics;

  public FollowHandler() {
    this(open(Environment.read(FollowConfig::new)), InstantSource.system(), Metrics.toLog());
  }

  FollowHandler(CounterStore counters, InstantSource clock, Metrics metrics) {
    this.counters = counters;
    interest = new Interest(clock);
    this.metrics = metrics;
  }

  private static CounterStore open(FollowConfig config) {
    return new DynamoDbCounterStore(
        AwsClients.dynamoDb(config.dynamoDbEndpoint()),
        config.countersTable(),
        Backoff.ofTotal(RETRIES),
        Lanes.one());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    int counted = 0;
    List<Interaction> interactions = new ArrayList<>();
    for (JsonNode record : Json.mapper().readTree(in).path("Records")) {
      Optional<StreamImage> image = read(record, failures);
      if (image.isPresent() && image.get().interaction().isEmpty()) {
        // All that the user did before is earlier in the stream.
        counted += count(interactions);
        interactions.clear();
        forget(image.get().user());
      }
      image
          .filter(it -> !it.isMoved())
          .flatMap(StreamImage::interaction)
          .filter(interest::isIn)
          .ifPresent(interactions::add);
    }
    metrics.record(Map.of(Metric.COUNTED_EVENTS, counted + count(interactions)));
    Json.mapper().writeValue(out, answer);
  }

  /** What came, or that a user was erased, be it again; empty for all other changes. */
  private static Optional<StreamImage> read(JsonNode record, ArrayNode failures) {
    String event = record.path("eventName").asText();
    JsonNode change = record.path("dynamodb");
    try (JsonParser image = change.path("NewImage").traverse()) {
      if (event.equals("REMOVE")) {
        return Optional.empty();
      }
      return Optional.of(StreamImage.read(image))
          .filter(it -> event.equals("INSERT") || it.interaction().isEmpty());
    } catch (IOException e) {
      String number = change.path("SequenceNumber").asText();
      LOG.error("record {} cannot be counted: {}", number, e.getMessage());
      failures.addObject().put("itemIdentifier", number);
      return Optional.empty();
    }
  }

  private void forget(UserKey user) {
    try {
      counters.forget(user);
    } catch (StoreUnavailableException e) {
      throw again(e);
    }
  }

  private int count(List<Interaction> interactions) {
    try {
      return counters.count(interactions);
    } catch (StoreUnavailableException e) {
      throw again(e);
    }
  }

  /** Without its causes, whose messages may quote what was sent. */
  private static StoreUnavailableException again(StoreUnavailableException e) {
    return new StoreUnavailableException("the batch comes again: " + e.describe(), null);
  }
}
