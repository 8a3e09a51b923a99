package dev.tidemark.model;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

  /** Vectors of all items. */
  public static final String ITEMS = "items.bin";

  /** Numbers of what is counted instead of learnt. */
  public static final String COUNTS = "counts.json";

  /** Columns of what is counted instead of learnt. */
  public static final String COUNT_COLUMNS = "counts.bin";

  public ModelPackage {
    popularity = List.copyOf(popularity);
    warmup = List.copyOf(warmup);
  }

  /** The file {@link #ITEMS}, to be closed by the caller. */
  public InputStream openItems() throws IOException {
    return Files.newInputStream(folder.resolve(ITEMS));
  }

  public SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, manifest.features());
  }
}
