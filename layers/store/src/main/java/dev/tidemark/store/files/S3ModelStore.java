package dev.tidemark.store.files;

import static dev.tidemark.store.files.ModelFiles.MANIFEST;

import dev.tidemark.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Models in a bucket. Any number of readers and writers. */
public final class S3ModelStore implements ModelStore {
  private static final String PREFIX = ModelFiles.FOLDER + "/";
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client client;
  private final String bucket;

  public S3ModelStore(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public List<String> versions() {
    return keys(PREFIX).stream()
        .filter(key -> key.endsWith("/" + MANIFEST))
        .map(key -> key.substring(PREFIX.length(), key.length() - MANIFEST.length() - 1))
        .filter(ModelFiles::isVersion)
        .sorted()
        .toList();
  }

  @Override
  public Path fetch(String version, Path into) {
    String prefix = prefix(version);
    List<String> keys = keys(prefix);
    if (!keys.contains(prefix + MANIFEST)) {
      throw new ModelNotFoundException(
          "there is no complete model " + version + " in bucket " + bucket);
    }
    Path folder = into.resolve(version).normalize();
    for (String key : keys) {
      Path file = folder.resolve(key.substring(prefix.length())).normalize();
      if (!file.startsWith(folder)) {
        throw new ModelNotFoundException("model " + version + " holds a file outside its folder");
      }
      download(key, file);
    }
    return folder;
  }

  @Override
  public void publish(String version, Path packageFolder) {
    String prefix = prefix(version);
    if (keys(prefix).contains(prefix + MANIFEST)) {
      throw ModelFiles.alreadyPublished(version);
    }
    for (Path file : ModelFiles.of(packageFolder)) {
      String path = file.toString().replace('\\', '/');
      PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(prefix + path);
      if (path.equals(MANIFEST)) {
        put.ifNoneMatch("*"); // of two writers of one version, one is refused
      }
      upload(version, put.build(), packageFolder.resolve(file));
    }
  }

  private static String prefix(String version) {
    return PREFIX + ModelFiles.check(version) + "/";
  }

  private List<String> keys(String prefix) {
    return call(
        "ListObjectsV2",
        () ->
            client
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> !key.endsWith("/")) // made by consoles to show an empty folder
                .toList());
  }

  private void download(String key, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key(key).build();
    call("GetObject", () -> client.getObject(get, file));
  }

  private void upload(String version, PutObjectRequest put, Path file) {
    try {
      call("PutObject", () -> client.putObject(put, RequestBody.fromFile(file)));
    } catch (StoreUnavailableException e) {
      if (!(e.getCause() instanceof S3Exception fault)
          || fault.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
      // Where only the answer to the first attempt was lost, what is there is this very manifest.
      if (!holds(put.key(), file)) {
        throw ModelFiles.alreadyPublished(version);
      }
    }
  }

  private boolean holds(String key, Path file) {
    GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key(key).build();
    byte[] there = call("GetObject", () -> client.getObjectAsBytes(get)).asByteArrayUnsafe();
    try {
      return Arrays.equals(there, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException | UncheckedIOException e) {
      throw new StoreUnavailableException(operation + " on bucket " + bucket + " failed", e);
    }
  }
}
