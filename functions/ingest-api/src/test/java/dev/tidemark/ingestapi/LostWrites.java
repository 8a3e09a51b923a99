package dev.tidemark.ingestapi;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A line to DynamoDB that breaks on writes, with the request or with the answer. */
final class LostWrites implements ExecutionInterceptor {
  private int requests = Integer.MAX_VALUE;
  private int answers = Integer.MAX_VALUE;

  /** Lets so many requests through; later ones never arrive. */
  void loseRequestsAfter(int count) {
    requests = count;
  }

  /** Lets so many answers through; later requests are carried out, but nobody hears of it. */
  void loseAnswersAfter(int count) {
    answers = count;
  }

  void repair() {
    requests = Integer.MAX_VALUE;
    answers = Integer.MAX_VALUE;
  }

  private static boolean isWrite(SdkRequest request) {
    return request instanceof BatchWriteItemRequest || request instanceof UpdateItemRequest;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (isWrite(context.request()) && requests-- <= 0) {
      throw SdkClientException.create("Connect timed out");
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (isWrite(context.request()) && answers-- <= 0) {
      throw SdkClientException.create("Read timed out");
    }
  }
}
