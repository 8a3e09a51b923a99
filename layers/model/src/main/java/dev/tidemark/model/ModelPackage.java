package dev.tidemark.model;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import java.nio.file.Path;
import java.util.List;

/**
 * A model package in memory: everything but the network itself, which a scorer runs.
 *
 * @param folder where its files lie
 * @param popularity item ids, most popular first
 */
public record ModelPackage(
    Path folder,
    Manifest manifest,
    Vocabulary vocabulary,
    List<String> popularity,
    List<WarmupRequest> warmup) {

  /** Folder of the SavedModel within the package. */
  public static final String SAVED_MODEL = "saved_model";

  /** Numbers of what is counted instead of learnt. */
  public static final String COUNTS = "counts.json";

  /** Columns of what is counted instead of learnt. */
  public static final String COUNT_COLUMNS = "counts.bin";

  public ModelPackage {
    popularity = List.copyOf(popularity);
    warmup = List.copyOf(warmup);
  }

  /**
   * Reads a package and checks every file against the manifest.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   * @throws ModelPackageException where a file is missing, altered or not readable
   */
  public static ModelPackage read(Path folder) {
    return PackageFiles.read(folder);
  }

  /**
   * Checks every file of a package against its manifest, and reads no other.
   *
   * @throws ModelPackageException naming the version, the first file that is missing, altered or
   *     without a checksum, and the remedy
   */
  public static Manifest verify(Path folder) {
    return PackageFiles.verify(folder);
  }

  /**
   * Looks at the manifest alone.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   */
  public static void requireFormat(Path folder) {
    PackageFiles.requireFormat(folder);
  }

  public SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, manifest.features());
  }
}
