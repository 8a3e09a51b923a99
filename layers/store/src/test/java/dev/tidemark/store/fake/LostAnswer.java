package dev.tidemark.store.fake;

import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Once, what is put on a condition is stored, but its writer does not get to know. */
public record LostAnswer(AtomicBoolean armed) implements ExecutionInterceptor {
  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (context.request() instanceof PutObjectRequest put
        && (put.ifNoneMatch() != null || put.ifMatch() != null)
        && armed.compareAndSet(true, false)) {
      throw SdkClientException.create("lost", new SocketTimeoutException("Read timed out"));
    }
  }
}
