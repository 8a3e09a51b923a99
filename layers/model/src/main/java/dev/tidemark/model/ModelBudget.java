package dev.tidemark.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How large a model package may be. While the serving function starts, its {@code /tmp} holds the
 * fetched package beside TensorFlow's extracted libraries.
 *
 * @param storageBytes size of {@code /tmp}
 * @param nativeBytes kept for the extracted libraries
 * @param spareBytes kept for what the JVM writes there
 */
public record ModelBudget(long storageBytes, long nativeBytes, long spareBytes) {
  /** More than this SnapStart does not allow. */
  private static final long LAMBDA_STORAGE = 512L << 20;

  /** The stripped libraries have 458,435,024 bytes; {@code tidemark package} fails above this. */
  private static final long LAMBDA_NATIVES = 460_000_000;

  private static final long LAMBDA_SPARE = 8L << 20;

  public ModelBudget {
    if (nativeBytes < 0 || spareBytes < 0 || storageBytes < nativeBytes + spareBytes) {
      throw new IllegalArgumentException(
          String.format(
              "%d bytes of storage do not hold libraries of %d and a spare of %d bytes",
              storageBytes, nativeBytes, spareBytes));
    }
  }

  /** What the layer and the template of this project leave. */
  public static ModelBudget ofLambda() {
    return new ModelBudget(LAMBDA_STORAGE, LAMBDA_NATIVES, LAMBDA_SPARE);
  }

  /** In bytes, over all files of the package. */
  public long largestModel() {
    return storageBytes - nativeBytes - spareBytes;
  }

  /** Why a model of this size cannot be served; empty where it can. */
  public Optional<String> refusal(long modelBytes) {
    return modelBytes <= largestModel()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "its files have %,d bytes, and Lambda's /tmp leaves %,d for a model; train with"
                    + " fewer items or a smaller network",
                modelBytes, largestModel()));
  }

  /** Bytes of all files in a folder. */
  public static long sizeOf(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
