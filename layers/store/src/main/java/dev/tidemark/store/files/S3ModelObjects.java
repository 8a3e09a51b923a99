package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Files of a bucket. Any number of readers and writers. */
final class S3ModelObjects implements ModelObjects {
  private static final String PREFIX = ModelFiles.FOLDER + "/";

  /** Another content is there; another write was going on; nothing is there any more. */
  private static final int PRECONDITION_FAILED = 412;

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final String bucket;

  S3ModelObjects(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public Optional<Tagged> read(String path) {
    String key = key(path);
    return call(
        "GetObject",
        () -> {
          try {
            ResponseBytes<GetObjectResponse> object =
                client.getObjectAsBytes(get -> get.bucket(bucket).key(key));
            return Optional.of(new Tagged(object.asByteArray(), object.response().eTag()));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public InputStream open(String path) {
    String key = key(path);
    return call("GetObject", () -> client.getObject(get -> get.bucket(bucket).key(key)));
  }

  @Override
  public void put(String path, byte[] content) {
    PutObjectRequest put = PutObjectRequest.builder().bucket(bucket).key(key(path)).build();
    call("PutObject", () -> client.putObject(put, RequestBody.fromBytes(content)));
  }

  @Override
  public Optional<String> replace(String path, byte[] content, Optional<String> tag) {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(key(path));
    tag.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    return call(
        "PutObject",
        () -> {
          try {
            return Optional.of(
                client.putObject(put.build(), RequestBody.fromBytes(content)).eTag());
          } catch (S3Exception e) {
            if (isRefusal(e.statusCode())) {
              // Where only the answer to the first attempt was lost, what is there is ours.
              return read(path).filter(it -> Arrays.equals(it.content(), content)).map(Tagged::tag);
            }
            throw e;
          }
        });
  }

  @Override
  public Map<String, Long> sizes(String version) {
    String prefix = PREFIX + ModelFiles.check(version) + "/";
    return call(
        "ListObjectsV2",
        () -> {
          Map<String, Long> sizes = new TreeMap<>();
          client
              .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
              .contents()
              .forEach(object -> sizes.put(object.key().substring(prefix.length()), object.size()));
          sizes.keySet().removeIf(path -> path.isEmpty() || path.endsWith("/"));
          return sizes;
        });
  }

  private static boolean isRefusal(int status) {
    return status == PRECONDITION_FAILED || status == CONFLICT || status == NOT_FOUND;
  }

  private static String key(String path) {
    return PREFIX + ModelFiles.checkPath(path);
  }

  private <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException(operation + " on bucket " + bucket + " failed", e);
    }
  }
}
