package dev.tidemark.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a model package. {@code manifest.json} holds the SHA-256 of all others and is
 * written last, so a package with a manifest is complete.
 */
public final class PackageFiles {
  private static final String MANIFEST = ModelRegistry.MANIFEST;
  private static final String VOCABULARY = "vocabulary.json";
  private static final String POPULARITY = "popularity.json";
  private static final String WARMUP = ModelRegistry.WARMUP;

  private static final List<String> NEEDED =
      List.of(
          ModelPackage.SAVED_MODEL + "/saved_model.pb",
          ModelPackage.ITEMS,
          ModelPackage.COUNTS,
          ModelPackage.COUNT_COLUMNS,
          VOCABULARY,
          POPULARITY,
          WARMUP);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private PackageFiles() {}

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
    Manifest complete = manifest.withFiles(checksums(folder));
    JSON.writeValue(folder.resolve(MANIFEST).toFile(), complete);
    return new ModelPackage(folder, complete, vocabulary, popularity, warmup);
  }

  /**
   * Reads a package all of whose files lie in a folder and checks each against the manifest.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   * @throws ModelPackageException where a file is missing, altered or not readable
   */
  public static ModelPackage read(Path folder) {
    verify(folder);
    return read(folder, file -> Files.newInputStream(folder.resolve(file)));
  }

  /**
   * Reads a package whose {@link ModelPackage#STREAMED} files are elsewhere, as those {@link
   * ModelPackage#BESIDE} it; they are checked when they are read, all others now.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   * @throws ModelPackageException where a file is missing, altered or not readable
   */
  public static ModelPackage read(Path folder, ModelPackage.Source streamed) {
    Manifest manifest = verify(folder, ModelPackage.NOT_FETCHED);
    PopularItems popular = popular(folder);
    return new ModelPackage(
        folder,
        manifest,
        popular.vocabulary(),
        popular.popularity(),
        read(folder.resolve(WARMUP), new TypeReference<>() {}),
        streamed);
  }

  private static PopularItems popular(Path folder) {
    List<Vocabulary.Entry> entries = read(folder.resolve(VOCABULARY), new TypeReference<>() {});
    return new PopularItems(
        new Vocabulary(entries), read(folder.resolve(POPULARITY), new TypeReference<>() {}));
  }

  /**
   * Looks at the manifest alone.
   *
   * @throws OtherFormatException where it is of another format than {@link Manifest#FORMAT}
   */
  public static void requireFormat(Path folder) {
    JsonNode manifest = manifest(folder);
    int format = ModelSummary.of(manifest).format();
    if (format != Manifest.FORMAT && manifest.has("version") && manifest.has("files")) {
      Optional<PopularItems> popular = Optional.empty();
      try {
        popular = Optional.of(popular(folder));
      } catch (ModelPackageException e) { // another format may have none
      }
      throw new OtherFormatException(manifest.get("version").asText(), format, popular);
    }
  }

  /**
   * Checks every file of a package against its manifest, and reads no other.
   *
   * @throws ModelPackageException naming the version, the first file that is missing, altered or
   *     without a checksum, and the remedy
   */
  public static Manifest verify(Path folder) {
    return verify(folder, Set.of());
  }

  private static Manifest verify(Path folder, Set<String> elsewhere) {
    requireFormat(folder);
    Manifest manifest = read(folder.resolve(MANIFEST), new TypeReference<>() {});
    for (String file : NEEDED) {
      if (!manifest.files().containsKey(file)) {
        throw refused(manifest, "its manifest has no checksum of " + file);
      }
    }
    Map<String, String> here = new TreeMap<>(manifest.files());
    here.keySet().removeAll(elsewhere);
    here.forEach(
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

  private static ModelPackageException refused(Manifest manifest, String reason) {
    return new ModelPackageException(
        "model " + manifest.version() + ": " + reason + "; serve another version or train again");
  }

  /**
   * What can be answered from a damaged package without its network; empty where that is not what
   * was written either.
   */
  public static Optional<PopularItems> popularOfDamaged(Path folder) {
    try {
      Map<String, String> files = ModelSummary.of(manifest(folder)).files();
      for (String file : List.of(VOCABULARY, POPULARITY)) {
        if (!checksum(folder.resolve(file)).equals(files.get(file))) {
          return Optional.empty();
        }
      }
      return Optional.of(popular(folder));
    } catch (ModelPackageException e) {
      return Optional.empty();
    }
  }

  private static JsonNode manifest(Path folder) {
    return read(folder.resolve(MANIFEST), new TypeReference<>() {});
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
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.equals(MANIFEST)) {
          checksums.put(name, sha256(file));
        }
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
