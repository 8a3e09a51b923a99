package dev.tidemark.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model package: in memory everything but the network itself, which a scorer runs. Of its files,
 * {@code manifest.json} holds the SHA-256 of all others and is written last, so a package with a
 * manifest is complete.
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

  private static final String MANIFEST = ModelRegistry.MANIFEST;
  private static final String VOCABULARY = "vocabulary.json";
  private static final String POPULARITY = "popularity.json";
  private static final String WARMUP = "warmup.json";

  /** The first format wrote no number. */
  private static final int UNNUMBERED = 1;

  private static final List<String> NEEDED =
      List.of(
          SAVED_MODEL + "/saved_model.pb", COUNTS, COUNT_COLUMNS, VOCABULARY, POPULARITY, WARMUP);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  public ModelPackage {
    popularity = List.copyOf(popularity);
    warmup = List.copyOf(warmup);
  }

  /**
   * Writes a package's own files beside what is in its folder already (the SavedModel, counts,
   * metrics), and the manifest over all of them.
   *
   * @param manifest its {@code files} are not looked at
   * @return the package with its complete manifest
   */
  public static ModelPackage write(
      Path folder,
      Manifest manifest,
      Vocabulary vocabulary,
      List<String> popularity,
      List<WarmupRequest> warmup)
      throws IOException {
    new ObjectMapper().writeValue(folder.resolve(VOCABULARY).toFile(), vocabulary.entries());
    JSON.writeValue(folder.resolve(POPULARITY).toFile(), popularity);
    JSON.writeValue(folder.resolve(WARMUP).toFile(), warmup);
    Manifest complete = manifest.with(manifest.comparison(), checksums(folder));
    JSON.writeValue(folder.resolve(MANIFEST).toFile(), complete);
    return new ModelPackage(folder, complete, vocabulary, popularity, warmup);
  }

  /**
   * Reads a package and checks every file against the manifest.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   * @throws ModelPackageException where a file is missing, altered or not readable
   */
  public static ModelPackage read(Path folder) {
    Manifest manifest = verify(folder);
    PopularItems popular = popular(folder);
    return new ModelPackage(
        folder,
        manifest,
        popular.vocabulary(),
        popular.popularity(),
        read(folder.resolve(WARMUP), new TypeReference<>() {}));
  }

  /**
   * Checks every file of a package against its manifest, and reads no other.
   *
   * @throws ModelPackageException naming the version, the first file that is missing, altered or
   *     without a checksum, and the remedy
   */
  public static Manifest verify(Path folder) {
    requireFormat(folder);
    Manifest manifest = read(folder.resolve(MANIFEST), new TypeReference<>() {});
    for (String file : NEEDED) {
      if (!manifest.files().containsKey(file)) {
        throw refused(manifest, "its manifest has no checksum of " + file);
      }
    }
    new TreeMap<>(manifest.files())
        .forEach(
            (name, checksum) -> {
              Path file = folder.resolve(name).normalize();
              if (!file.startsWith(folder.normalize())
                  || !Files.isRegularFile(file)
                  || !checksum.equals(checksum(file))) {
                throw refused(manifest, name + " is missing or was altered");
              }
            });
    return manifest;
  }

  /**
   * Looks at the manifest alone.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   */
  public static void requireFormat(Path folder) {
    JsonNode manifest = read(folder.resolve(MANIFEST), new TypeReference<>() {});
    int format = manifest.path("format").asInt(UNNUMBERED);
    if (format != Manifest.FORMAT && manifest.has("version") && manifest.has("files")) {
      Optional<PopularItems> popular = Optional.empty();
      try {
        popular = Optional.of(popular(folder));
      } catch (ModelPackageException e) { // another format may have none
      }
      throw new OtherFormatException(manifest.get("version").asText(), format, popular);
    }
  }

  public SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, manifest.features());
  }

  private static PopularItems popular(Path folder) {
    List<Vocabulary.Entry> entries = read(folder.resolve(VOCABULARY), new TypeReference<>() {});
    return new PopularItems(
        new Vocabulary(entries), read(folder.resolve(POPULARITY), new TypeReference<>() {}));
  }

  private static ModelPackageException refused(Manifest manifest, String reason) {
    return new ModelPackageException(
        "model " + manifest.version() + ": " + reason + "; serve another version or train again");
  }

  private static <T> T read(Path file, TypeReference<T> type) {
    try {
      T value = JSON.readValue(file.toFile(), type);
      if (value == null) {
        throw new IOException("it holds nothing but null");
      }
      return value;
    } catch (IOException e) {
      throw new ModelPackageException(
          "the model package's " + file + " is missing or not readable; train again", e);
    }
  }

  /** SHA-256 in hexadecimal by path, of every file but the manifest. */
  private static Map<String, String> checksums(Path folder) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    for (String file : new LocalFolder(folder).list("").keySet()) {
      if (!file.equals(MANIFEST)) {
        checksums.put(file, sha256(folder.resolve(file)));
      }
    }
    return checksums;
  }

  private static String checksum(Path file) {
    try {
      return sha256(file);
    } catch (IOException e) {
      throw new ModelPackageException("the model package's " + file + " cannot be read", e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.hex(in);
    }
  }
}
