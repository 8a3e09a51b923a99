package dev.tidemark.model;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model package in memory: everything but the network itself, which a scorer runs.
 *
 * @param folder where its files lie, but perhaps not those that are {@link #STREAMED}
 * @param popularity item ids, most popular first
 * @param source of those that are streamed
 */
public record ModelPackage(
    Path folder,
    Manifest manifest,
    Vocabulary vocabulary,
    List<String> popularity,
    List<WarmupRequest> warmup,
    Source source) {

  /** Folder of the SavedModel within the package. */
  public static final String SAVED_MODEL = "saved_model";

  /** Vectors of all items. */
  public static final String ITEMS = "items.bin";

  /** What was learnt of what describes items; a package of before there was such has none. */
  public static final String FEATURES = "features.bin";

  /** Numbers of what is counted instead of learnt. */
  public static final String COUNTS = "counts.json";

  /** Columns of what is counted instead of learnt. */
  public static final String COUNT_COLUMNS = "counts.bin";

  /** What is sold in the weeks to come; a package of before there was such has none. */
  public static final String FORECAST = "forecast.bin";

  /** What the function that recommends does not read. */
  public static final Set<String> BESIDE = Set.of(FORECAST);

  /** Tables, which may be larger than a function's disk: they are read as they come. */
  public static final Set<String> STREAMED = Set.of(ITEMS, FEATURES, COUNT_COLUMNS);

  /** What need not lie in the folder of the function that recommends. */
  public static final Set<String> NOT_FETCHED =
      Stream.concat(STREAMED.stream(), BESIDE.stream()).collect(Collectors.toUnmodifiableSet());

  /** Opens a file of a package by its path within it, to be closed by the caller. */
  @FunctionalInterface
  public interface Source {
    InputStream open(String file) throws IOException;
  }

  public ModelPackage {
    popularity = List.copyOf(popularity);
    warmup = List.copyOf(warmup);
  }

  /** A package all of whose files lie in its folder. */
  public ModelPackage(
      Path folder,
      Manifest manifest,
      Vocabulary vocabulary,
      List<String> popularity,
      List<WarmupRequest> warmup) {
    this(
        folder,
        manifest,
        vocabulary,
        popularity,
        warmup,
        file -> Files.newInputStream(folder.resolve(file)));
  }

  /**
   * One of the {@link #STREAMED} files, to be closed by the caller. Reading its end fails where it
   * is not what the manifest says.
   */
  public InputStream open(String file) throws IOException {
    InputStream content = source.open(file);
    String expected = manifest.files().get(file);
    return expected == null ? content : new CheckedContent(content, expected);
  }

  public SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, manifest.features());
  }
}
