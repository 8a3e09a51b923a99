package dev.tidemark.store.adapter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Makes calls of one kind fail in the scripted ways, one after another; then all is well. */
final class Faults implements ExecutionInterceptor {
  /** What happens to a call. */
  enum Fault {
    NONE,
    THROTTLED,
    SERVER_FAULT,
    FORBIDDEN,
    /** It is carried out, but the answer never comes. */
    COMMITTED_THEN_TIMED_OUT,
    /** All of the batch but its first element is left undone. */
    MOSTLY_UNPROCESSED
  }

  private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("fault");
  private static final ExecutionAttribute<SdkRequest> WHOLE = new ExecutionAttribute<>("whole");

  private final Class<? extends SdkRequest> kind;
  private final Deque<Fault> script = new ArrayDeque<>();
  private Fault afterwards = Fault.NONE;
  private int calls;

  Faults(Class<? extends SdkRequest> kind) {
    this.kind = kind;
  }

  /** The faults of the next calls; calls after those go well. */
  void next(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** What happens to every call once the script is over. */
  void always(Fault fault) {
    afterwards = fault;
  }

  /** Calls of the kind so far. */
  int calls() {
    return calls;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (!kind.isInstance(context.request())) {
      return;
    }
    calls++;
    Fault fault = script.isEmpty() ? afterwards : script.removeFirst();
    attributes.putAttribute(FAULT, fault);
    switch (fault) {
      case THROTTLED ->
          throw ProvisionedThroughputExceededException.builder()
              .statusCode(400)
              .awsErrorDetails(error("ProvisionedThroughputExceededException"))
              .build();
      case SERVER_FAULT ->
          throw DynamoDbException.builder()
              .statusCode(500)
              .awsErrorDetails(error("InternalServerError"))
              .build();
      case FORBIDDEN ->
          throw DynamoDbException.builder()
              .statusCode(400)
              .awsErrorDetails(error("AccessDeniedException"))
              .build();
      default -> {}
    }
  }

  /** Another instance in the same client may have marked a call that is not of this kind. */
  private Fault fault(SdkRequest request, ExecutionAttributes attributes) {
    return kind.isInstance(request) ? attributes.getAttribute(FAULT) : Fault.NONE;
  }

  private static AwsErrorDetails error(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(code).build();
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (fault(context.request(), attributes) != Fault.MOSTLY_UNPROCESSED) {
      return request;
    }
    attributes.putAttribute(WHOLE, request);
    if (request instanceof BatchWriteItemRequest write) {
      return write.toBuilder()
          .requestItems(Map.of(table(write.requestItems()), writes(write).subList(0, 1)))
          .build();
    }
    BatchGetItemRequest get = (BatchGetItemRequest) request;
    return get.toBuilder()
        .requestItems(Map.of(table(get.requestItems()), withKeys(get, 0, 1)))
        .build();
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (fault(context.request(), attributes) == Fault.COMMITTED_THEN_TIMED_OUT) {
      throw SdkClientException.create("Read timed out");
    }
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    if (fault(context.request(), attributes) != Fault.MOSTLY_UNPROCESSED) {
      return context.response();
    }
    if (context.response() instanceof BatchWriteItemResponse written) {
      BatchWriteItemRequest whole = (BatchWriteItemRequest) attributes.getAttribute(WHOLE);
      List<WriteRequest> left = new ArrayList<>(writes(whole));
      left.remove(0);
      return left.isEmpty()
          ? written
          : written.toBuilder().unprocessedItems(Map.of(table(whole.requestItems()), left)).build();
    }
    BatchGetItemResponse read = (BatchGetItemResponse) context.response();
    BatchGetItemRequest whole = (BatchGetItemRequest) attributes.getAttribute(WHOLE);
    int size = whole.requestItems().values().iterator().next().keys().size();
    return size == 1
        ? read
        : read.toBuilder()
            .unprocessedKeys(Map.of(table(whole.requestItems()), withKeys(whole, 1, size)))
            .build();
  }

  private static String table(Map<String, ?> byTable) {
    return byTable.keySet().iterator().next();
  }

  private static List<WriteRequest> writes(BatchWriteItemRequest request) {
    return request.requestItems().values().iterator().next();
  }

  private static KeysAndAttributes withKeys(BatchGetItemRequest request, int from, int to) {
    KeysAndAttributes all = request.requestItems().values().iterator().next();
    return all.toBuilder().keys(all.keys().subList(from, to)).build();
  }
}
