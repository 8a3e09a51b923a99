package dev.tidemark.store.files;

import dev.tidemark.store.StoreUnavailableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects below a prefix of a bucket; any number of readers and writers. What is put passes
 * through a file of this machine: memory does not hold it, and a single request, which S3 carries
 * out wholly or not at all, puts an object of up to 5 GB.
 */
public final class S3Folder implements Folder {
  /** Another content is there; another write was going on; nothing is there any more. */
  private static final Set<Integer> REFUSALS = Set.of(412, 409, 404);

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * @param prefix without slashes around it; empty = the whole bucket
   */
  public S3Folder(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
  }

  @Override
  public SortedMap<String, Long> list(String begin) {
    return call(
        "ListObjectsV2",
        () -> {
          SortedMap<String, Long> sizes = new TreeMap<>();
          client
              .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + begin))
              .contents()
              .forEach(object -> sizes.put(object.key().substring(prefix.length()), object.size()));
          // Made by consoles to show an empty folder.
          sizes.keySet().removeIf(name -> name.isEmpty() || name.endsWith("/"));
          return sizes;
        });
  }

  @Override
  public Optional<InputStream> open(String file) {
    return get(file, client::getObject);
  }

  @Override
  public boolean fetch(String file, Path target) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.deleteIfExists(target); // the client makes it itself
    return get(file, get -> client.getObject(get, ResponseTransformer.toFile(target))).isPresent();
  }

  @Override
  public Optional<Tagged> read(String file) {
    return get(file, client::getObjectAsBytes)
        .map(object -> new Tagged(object.asByteArray(), object.response().eTag()));
  }

  @Override
  public void put(String file, Content content) throws IOException {
    PutObjectRequest put = object(file).build();
    Path copy = Files.createTempFile("tidemark-", ".object");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
        content.writeTo(out);
      }
      call("PutObject", () -> client.putObject(put, RequestBody.fromFile(copy)));
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  @Override
  public Optional<String> replace(String file, byte[] content, Optional<String> tag) {
    PutObjectRequest.Builder put = object(file);
    tag.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    return call(
        "PutObject",
        () -> {
          try {
            return Optional.of(
                client.putObject(put.build(), RequestBody.fromBytes(content)).eTag());
          } catch (S3Exception e) {
            if (REFUSALS.contains(e.statusCode())) {
              // Where only the answer to the first attempt was lost, what is there is ours.
              return read(file).filter(it -> Arrays.equals(it.content(), content)).map(Tagged::tag);
            }
            throw e;
          }
        });
  }

  @Override
  public void delete(String file) {
    call("DeleteObject", () -> client.deleteObject(it -> it.bucket(bucket).key(prefix + file)));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }

  private PutObjectRequest.Builder object(String file) {
    return PutObjectRequest.builder().bucket(bucket).key(prefix + Folders.checked(file));
  }

  private <T> Optional<T> get(String file, Function<GetObjectRequest, T> get) {
    GetObjectRequest request = GetObjectRequest.builder().bucket(bucket).key(prefix + file).build();
    return call(
        "GetObject",
        () -> {
          try {
            return Optional.of(get.apply(request));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  private <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException(operation + " on " + this + " failed", e);
    }
  }
}
