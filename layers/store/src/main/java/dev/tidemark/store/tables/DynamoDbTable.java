package dev.tidemark.store.tables;

import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.tables.Backoff.Attempts;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * One table, with every call tried again while its fault may pass: throttling, a fault of the
 * service, no answer in time, and the part of a batch that was left unprocessed.
 */
record DynamoDbTable(DynamoDbClient client, String name) {
  /** Most keys of a BatchGetItem. */
  static final int MAX_GET = 100;

  /** Most items of a BatchWriteItem. */
  static final int MAX_WRITE = 25;

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbTable.class);
  private static final int SERVER_FAULT = 500;

  /**
   * The items with these keys that are there, in any order.
   *
   * @param request the keys, at most {@link #MAX_GET}, and what to read of each
   * @throws StoreUnavailableException where it cannot read all of them in time
   */
  List<Map<String, AttributeValue>> get(KeysAndAttributes request, Attempts attempts) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    KeysAndAttributes pending = request;
    while (true) {
      Map<String, KeysAndAttributes> ask = Map.of(name, pending);
      BatchGetItemResponse answer =
          call("BatchGetItem", attempts, () -> client.batchGetItem(get -> get.requestItems(ask)));
      found.addAll(answer.responses().getOrDefault(name, List.of()));
      pending = answer.unprocessedKeys().get(name);
      if (pending == null || pending.keys().isEmpty()) {
        return found;
      }
      if (!attempts.again()) {
        throw new StoreUnavailableException("table " + name + " left keys unread", null);
      }
    }
  }

  /**
   * Writes items, overwriting what has their keys.
   *
   * @param items at most {@link #MAX_WRITE}, each with another key
   * @return how many of them the table did not acknowledge; they may be there or not
   */
  int put(List<Map<String, AttributeValue>> items, Attempts attempts) {
    List<WriteRequest> requests = new ArrayList<>(items.size());
    items.forEach(
        item -> requests.add(WriteRequest.builder().putRequest(put -> put.item(item)).build()));
    return writeAll(requests, attempts);
  }

  /**
   * Deletes items, if they are there.
   *
   * @param keys at most {@link #MAX_WRITE}, each once
   * @return how many of them the table did not acknowledge; they may be there or not
   */
  int delete(List<Map<String, AttributeValue>> keys, Attempts attempts) {
    List<WriteRequest> requests = new ArrayList<>(keys.size());
    keys.forEach(
        key ->
            requests.add(WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build()));
    return writeAll(requests, attempts);
  }

  /**
   * Writes all or nothing.
   *
   * @param actions at most 100, each on another item
   * @return false where a condition did not hold or somebody else was writing: nothing is written
   */
  boolean write(List<TransactWriteItem> actions, Attempts attempts) {
    return call(
        "TransactWriteItems",
        attempts,
        () -> {
          try {
            client.transactWriteItems(write -> write.transactItems(actions));
            return true;
          } catch (TransactionCanceledException e) {
            return false;
          }
        });
  }

  private int writeAll(List<WriteRequest> pending, Attempts attempts) {
    try {
      do {
        List<WriteRequest> unprocessed = call("BatchWriteItem", attempts, () -> write(pending));
        pending.clear();
        pending.addAll(unprocessed);
      } while (!pending.isEmpty() && attempts.again());
    } catch (StoreUnavailableException e) {
      LOG.warn("{}", e.getMessage());
    }
    if (!pending.isEmpty()) {
      LOG.warn("table {} did not acknowledge {} items", name, pending.size());
    }
    return pending.size();
  }

  /**
   * Changes attributes of an item that is there.
   *
   * @return 1 where the table did not acknowledge it, else 0
   */
  int update(BatchPut.Write.Part change, Attempts attempts) {
    try {
      call("UpdateItem", attempts, () -> client.updateItem(request(change)));
      return 0;
    } catch (StoreUnavailableException e) {
      LOG.warn("{}", e.getMessage());
      return 1;
    }
  }

  /** With names and values apart from the expression, since many names are reserved words. */
  private UpdateItemRequest request(BatchPut.Write.Part change) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> set = new ArrayList<>();
    change
        .set()
        .forEach(
            (attribute, value) -> {
              names.put("#" + attribute, attribute);
              values.put(":" + attribute, value);
              set.add("#" + attribute + " = :" + attribute);
            });
    change.removed().forEach(attribute -> names.put("#" + attribute, attribute));
    String key = change.key().keySet().iterator().next();
    return UpdateItemRequest.builder()
        .tableName(name)
        .key(change.key())
        .conditionExpression("attribute_exists(" + key + ")")
        .updateExpression(
            (set.isEmpty() ? "" : "SET " + String.join(", ", set))
                + (change.removed().isEmpty()
                    ? ""
                    : " REMOVE #" + String.join(", #", change.removed())))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values.isEmpty() ? null : values)
        .build();
  }

  private List<WriteRequest> write(List<WriteRequest> requests) {
    return client
        .batchWriteItem(batch -> batch.requestItems(Map.of(name, List.copyOf(requests))))
        .unprocessedItems()
        .getOrDefault(name, List.of());
  }

  /**
   * The first items of a query.
   *
   * @param query without table and limit
   * @param behind key after which it begins; empty = at the first item
   * @param limit what is read of them at most
   * @param reader nothing of an item that is to be passed over
   */
  <T> List<T> query(
      Consumer<QueryRequest.Builder> query,
      Map<String, AttributeValue> behind,
      int limit,
      Function<Map<String, AttributeValue>, Stream<T>> reader,
      Attempts attempts) {
    return query(query, behind, limit, reader, () -> false, attempts);
  }

  /**
   * The same where the reader may come to an end before the items do.
   *
   * @param over whether no item that follows is wanted
   */
  <T> List<T> query(
      Consumer<QueryRequest.Builder> query,
      Map<String, AttributeValue> behind,
      int limit,
      Function<Map<String, AttributeValue>, Stream<T>> reader,
      BooleanSupplier over,
      Attempts attempts) {
    List<T> found = new ArrayList<>();
    Map<String, AttributeValue> start = behind;
    while (found.size() < limit) {
      QueryRequest request =
          QueryRequest.builder()
              .applyMutation(query)
              .tableName(name)
              .limit(limit) // the rest alone would creep through what a filter leaves out
              .exclusiveStartKey(start.isEmpty() ? null : start)
              .build();
      QueryResponse page = call("Query", attempts.next(), () -> client.query(request));
      page.items().stream().flatMap(reader).forEach(found::add);
      if (!page.hasLastEvaluatedKey() || over.getAsBoolean()) {
        break;
      }
      start = page.lastEvaluatedKey();
    }
    return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
  }

  /**
   * Hands over every item of a query.
   *
   * @param query without table
   */
  void queryAll(
      Consumer<QueryRequest.Builder> query,
      Consumer<Map<String, AttributeValue>> sink,
      Backoff backoff) {
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryRequest request =
          QueryRequest.builder()
              .applyMutation(query)
              .tableName(name)
              .exclusiveStartKey(start.isEmpty() ? null : start)
              .build();
      QueryResponse page = call("Query", backoff.start(), () -> client.query(request));
      page.items().forEach(sink);
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
  }

  /**
   * One page of a query, as much as a call answers.
   *
   * @param query without table
   */
  QueryResponse page(Consumer<QueryRequest.Builder> query, Attempts attempts) {
    QueryRequest request = QueryRequest.builder().applyMutation(query).tableName(name).build();
    return call("Query", attempts, () -> client.query(request));
  }

  /**
   * Hands over every item of a scan.
   *
   * @param scan without table
   */
  void scan(
      Consumer<ScanRequest.Builder> scan,
      Consumer<Map<String, AttributeValue>> sink,
      Backoff backoff) {
    Map<String, AttributeValue> start = Map.of();
    do {
      ScanRequest request =
          ScanRequest.builder()
              .applyMutation(scan)
              .tableName(name)
              .consistentRead(true)
              .exclusiveStartKey(start.isEmpty() ? null : start)
              .build();
      ScanResponse page = call("Scan", backoff.start(), () -> client.scan(request));
      page.items().forEach(sink);
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
  }

  /**
   * Counts items of a scan, page by page until there are enough.
   *
   * @param scan without table
   */
  long count(Consumer<ScanRequest.Builder> scan, long enough, Backoff backoff) {
    // What is drawn at random must be the same for every page.
    ScanRequest.Builder request =
        ScanRequest.builder().applyMutation(scan).tableName(name).select(Select.COUNT);
    long found = 0;
    Map<String, AttributeValue> start = Map.of();
    do {
      request.exclusiveStartKey(start.isEmpty() ? null : start);
      ScanResponse page = call("Scan", backoff.start(), () -> client.scan(request.build()));
      found += page.count();
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty() && found < enough);
    return found;
  }

  /** Bytes of all items, as the table last told. */
  long bytes(Backoff backoff) {
    return call(
        "DescribeTable",
        backoff.start(),
        () -> client.describeTable(describe -> describe.tableName(name)).table().tableSizeBytes());
  }

  private <T> T call(String operation, Attempts attempts, Supplier<T> call) {
    if (attempts.timeIsUp()) {
      throw new StoreUnavailableException(
          "no time was left for " + operation + " on table " + name, null);
    }
    while (true) {
      try {
        return call.get();
      } catch (SdkException | UncheckedIOException e) {
        // The latter is how the HTTP client reports an answer that is no HTTP.
        if (!mayPass(e) || !attempts.again()) {
          throw new StoreUnavailableException(
              operation + " on table " + name + " failed: " + describe(e), e);
        }
      }
    }
  }

  private static boolean mayPass(RuntimeException e) {
    if (e instanceof AwsServiceException fault) {
      return fault.statusCode() >= SERVER_FAULT
          || fault.isThrottlingException()
          || RetryUtils.isClockSkewException(fault);
    }
    return true;
  }

  /** Class, code and status; the message is left out, as it may quote somebody's data. */
  private static String describe(RuntimeException e) {
    String kind = e.getClass().getSimpleName();
    return e instanceof AwsServiceException fault
        ? kind + ", status " + fault.statusCode() + ", request " + fault.requestId()
        : kind;
  }
}
