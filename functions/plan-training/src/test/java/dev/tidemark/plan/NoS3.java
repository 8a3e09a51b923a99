package dev.tidemark.plan;

import software.amazon.awssdk.services.s3.S3Client;

/** Stands where a file store must not ask for a bucket. */
final class NoS3 {
  private NoS3() {}

  static S3Client client() {
    throw new AssertionError("a folder needs no client");
  }
}
