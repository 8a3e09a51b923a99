package dev.tidemark.store.tables;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Makes calls of a client fail in the ways of the real service: scripted ones first, in their
 * order, then the fault that was set for ever, if one was, else by a plan that a seed decides.
 * Counts the calls of each operation. Safe for use by several threads; also for functions' tests.
 */
public final class Faults implements ExecutionInterceptor {
  /** What becomes of a call. */
  enum Fault {
    NONE,
    /** Refused for load, nothing done. */
    THROTTLED,
    /** Status 500, nothing done. */
    FAILED,
    /** The connection breaks before anything is done. */
    CUT,
    /** Done, and answered late. */
    DELAYED,
    /** Done, but the answer never arrives. */
    DONE_BUT_TIMED_OUT,
    /** Done, but answered with status 500. */
    DONE_BUT_FAILED,
    /** A batch of which the first half (of an odd number the larger one) is done. */
    HALF_DONE
  }

  private static final Duration LATE = Duration.ofMillis(2);
  private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("fault");
  private static final ExecutionAttribute<Map<String, List<WriteRequest>>> LEFT_WRITES =
      new ExecutionAttribute<>("left writes");
  private static final ExecutionAttribute<Map<String, KeysAndAttributes>> LEFT_KEYS =
      new ExecutionAttribute<>("left keys");

  private final Map<String, Deque<Fault>> script = new HashMap<>();
  private final Map<String, Fault> forEver = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private Supplier<Fault> plan = () -> Fault.NONE;

  synchronized void next(String operation, Fault... faults) {
    script.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(Arrays.asList(faults));
  }

  synchronized void always(String operation, Fault fault) {
    forEver.put(operation, fault);
  }

  /** From now on so many calls of a hundred fail, each in any way. */
  public synchronized void plan(Random random, int inHundred) {
    Fault[] kinds = Fault.values();
    plan =
        () ->
            random.nextInt(100) < inHundred
                ? kinds[1 + random.nextInt(kinds.length - 1)]
                : Fault.NONE;
  }

  /** What somebody else does right before the next call of this operation. */
  public synchronized void before(String operation, Runnable other) {
    before.put(operation, other);
  }

  public synchronized void heal() {
    script.clear();
    forEver.clear();
    before.clear();
    plan = () -> Fault.NONE;
  }

  synchronized int calls(String operation) {
    return calls.getOrDefault(operation, 0);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    takeBefore(operation).run();
    attributes.putAttribute(FAULT, take(operation));
  }

  private synchronized Runnable takeBefore(String operation) {
    Runnable other = before.remove(operation);
    return other == null ? () -> {} : other;
  }

  private synchronized Fault take(String operation) {
    calls.merge(operation, 1, Integer::sum);
    Deque<Fault> scripted = script.getOrDefault(operation, new ArrayDeque<>());
    if (!scripted.isEmpty()) {
      return scripted.remove();
    }
    Fault lasting = forEver.get(operation);
    return lasting == null ? plan.get() : lasting;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (attributes.getAttribute(FAULT) == Fault.HALF_DONE) {
      if (context.request() instanceof BatchWriteItemRequest write) {
        return firstHalf(write, attributes);
      }
      if (context.request() instanceof BatchGetItemRequest get) {
        return firstHalf(get, attributes);
      }
    }
    return context.request();
  }

  private static SdkRequest firstHalf(BatchWriteItemRequest batch, ExecutionAttributes attributes) {
    String table = batch.requestItems().keySet().iterator().next();
    List<WriteRequest> writes = batch.requestItems().get(table);
    int half = (writes.size() + 1) / 2;
    if (half < writes.size()) {
      attributes.putAttribute(LEFT_WRITES, Map.of(table, writes.subList(half, writes.size())));
    }
    return batch.toBuilder().requestItems(Map.of(table, writes.subList(0, half))).build();
  }

  private static SdkRequest firstHalf(BatchGetItemRequest batch, ExecutionAttributes attributes) {
    String table = batch.requestItems().keySet().iterator().next();
    KeysAndAttributes asked = batch.requestItems().get(table);
    List<Map<String, AttributeValue>> keys = asked.keys();
    int half = (keys.size() + 1) / 2;
    if (half < keys.size()) {
      attributes.putAttribute(
          LEFT_KEYS,
          Map.of(table, asked.toBuilder().keys(keys.subList(half, keys.size())).build()));
    }
    KeysAndAttributes first = asked.toBuilder().keys(keys.subList(0, half)).build();
    return batch.toBuilder().requestItems(Map.of(table, first)).build();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    switch (attributes.getAttribute(FAULT)) {
      case THROTTLED -> throw throttled();
      case FAILED -> throw failed();
      case CUT -> throw cut();
      default -> {}
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    switch (attributes.getAttribute(FAULT)) {
      case DELAYED -> LockSupport.parkNanos(LATE.toNanos());
      case DONE_BUT_TIMED_OUT -> throw timedOut();
      case DONE_BUT_FAILED -> throw failed();
      default -> {}
    }
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    var writes = attributes.getAttribute(LEFT_WRITES);
    if (writes != null && context.response() instanceof BatchWriteItemResponse answer) {
      return answer.toBuilder().unprocessedItems(writes).build();
    }
    var keys = attributes.getAttribute(LEFT_KEYS);
    if (keys != null && context.response() instanceof BatchGetItemResponse answer) {
      return answer.toBuilder().unprocessedKeys(keys).build();
    }
    return context.response();
  }

  private static RuntimeException throttled() {
    return ProvisionedThroughputExceededException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("ProvisionedThroughputExceededException").build())
        .message("throttled")
        .build();
  }

  private static RuntimeException failed() {
    return InternalServerErrorException.builder()
        .statusCode(500)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("InternalServerError").build())
        .message("failed")
        .build();
  }

  private static RuntimeException cut() {
    return SdkClientException.create("cut", new SocketException("Connection reset"));
  }

  private static RuntimeException timedOut() {
    return SdkClientException.create("timed out", new SocketTimeoutException("Read timed out"));
  }
}
