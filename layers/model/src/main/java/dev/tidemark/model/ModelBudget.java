package dev.tidemark.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How large a model package may be. While the serving function starts, its {@code /tmp} holds the
 * fetched files beside TensorFlow's extracted libraries, and its memory the tables of all items.
 *
 * @param storageBytes size of {@code /tmp}
 * @param nativeBytes kept for the extracted libraries
 * @param spareBytes kept for what the JVM writes there
 * @param memoryBytes of the function
 */
public record ModelBudget(long storageBytes, long nativeBytes, long spareBytes, long memoryBytes) {
  /** More than this SnapStart does not allow. */
  private static final long LAMBDA_STORAGE = 512L << 20;

  /** The stripped libraries have 458,435,024 bytes; {@code tidemark package} fails above this. */
  private static final long LAMBDA_NATIVES = 460_000_000;

  private static final long LAMBDA_SPARE = 8L << 20;

  /**
   * Of the memory. Beside the tables there are their part that TensorFlow compares, ids and
   * attributes of all items, and TensorFlow with the JVM (infra/adr/033).
   */
  private static final double TABLES_SHARE = 0.225;

  public ModelBudget {
    if (nativeBytes < 0 || spareBytes < 0 || storageBytes < nativeBytes + spareBytes) {
      throw new IllegalArgumentException(
          String.format(
              "%d bytes of storage do not hold libraries of %d and a spare of %d bytes",
              storageBytes, nativeBytes, spareBytes));
    }
  }

  /**
   * What the layer and the template of this project leave.
   *
   * @param memoryMebibytes of the serving function
   */
  public static ModelBudget ofLambda(int memoryMebibytes) {
    return new ModelBudget(
        LAMBDA_STORAGE, LAMBDA_NATIVES, LAMBDA_SPARE, (long) memoryMebibytes << 20);
  }

  /**
   * In bytes, over all files of the package but {@link ModelPackage#STREAMED} ones and those that
   * are {@link ModelPackage#BESIDE} them.
   */
  public long largestStored() {
    return storageBytes - nativeBytes - spareBytes;
  }

  /** In bytes, over the {@link ModelPackage#STREAMED} files of the package. */
  public long largestTables() {
    return (long) (memoryBytes * TABLES_SHARE);
  }

  /**
   * Why a model cannot be served; empty where it can.
   *
   * @param sizes bytes by path within the package
   */
  public Optional<String> refusal(Map<String, Long> sizes) {
    long tables = 0;
    long stored = 0;
    for (Map.Entry<String, Long> file : sizes.entrySet()) {
      boolean isStreamed = ModelPackage.STREAMED.contains(file.getKey());
      boolean isStored = !isStreamed && !ModelPackage.BESIDE.contains(file.getKey());
      tables += isStreamed ? file.getValue() : 0;
      stored += isStored ? file.getValue() : 0;
    }
    if (tables > largestTables()) {
      return Optional.of(
          String.format(
              "too large: its tables of items have %,d bytes, and %,d MiB of memory hold %,d; give"
                  + " the function more memory, or train with fewer items or dimensions",
              tables, memoryBytes >> 20, largestTables()));
    }
    return stored <= largestStored()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "too large: its files have %,d bytes beside the tables of items, and Lambda's /tmp"
                    + " leaves %,d; train with fewer items or a smaller network",
                stored, largestStored()));
  }

  /** Bytes of all files in a folder. */
  public static long sizeOf(Path folder) {
    return sizes(folder).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes of each file by its path within a folder. */
  public static Map<String, Long> sizes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, Long> sizes = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sizes.put(folder.relativize(file).toString(), Files.size(file));
      }
      return sizes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
