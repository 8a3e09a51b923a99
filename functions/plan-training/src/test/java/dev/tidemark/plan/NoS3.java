package dev.tidemark.plan;

import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Stands where a file store must not ask for a bucket. */
final class NoS3 {
  static final Supplier<S3Client> CLIENT =
      () -> {
        throw new AssertionError("a folder needs no client");
      };

  private NoS3() {}
}
