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

  public SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, manifest.features());
  }
}
