package dev.tidemark.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Trained models in a folder: {@code models/<version>/} with the files of a package and what was
 * decided about it, and {@code models/champion.json}, where promotion stands. A version is complete
 * once its {@code manifest.json} is there, which is written last.
 *
 * @param folder holds {@code models/}, or will
 */
public record ModelRegistry(Folder folder) {
  /** Files of a version that its manifest cannot list: itself, and what is decided later. */
  public static final String MANIFEST = "manifest.json";

  public static final String DECISION = "decision.json";

  private static final String MODELS = "models/";
  private static final String CHAMPION = MODELS + "champion.json";

  /** Begins with a letter or digit, so it can be neither a hidden name nor a way upwards. */
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * Where promotion stands, as it was read or written.
   *
   * @param tag of the file; empty = there is none yet
   */
  public record Entry(PromotionState state, Optional<String> tag) {}

  /**
   * @throws IllegalArgumentException where no registry takes a version of this name
   */
  public static String checked(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "model version '"
              + version
              + "' is not accepted; give up to 128 letters, digits, '.', '_' and '-', the first"
              + " one a letter or digit");
    }
    return version;
  }

  /** Complete versions, oldest first. Versions begin with their time, so this is text order. */
  public List<String> versions() {
    return unchecked(() -> folder.list(MODELS)).keySet().stream()
        .filter(file -> file.endsWith("/" + MANIFEST))
        .map(file -> file.substring(MODELS.length(), file.length() - MANIFEST.length() - 1))
        .filter(version -> VERSION.matcher(version).matches())
        .sorted()
        .toList();
  }

  /**
   * Copies one version's files below a local folder.
   *
   * @return the folder that holds {@code manifest.json}
   * @throws ModelNotFoundException where the version is not there or not complete
   */
  public Path fetch(String version, Path into) {
    Collection<String> files = sizes(version).keySet();
    if (!files.contains(MANIFEST)) {
      throw new ModelNotFoundException("there is no complete model " + version + " in " + folder);
    }
    Path target = into.resolve(version).normalize();
    for (String file : files) {
      Path path = target.resolve(file).normalize();
      if (!path.startsWith(target)) {
        throw new ModelNotFoundException("model " + version + " holds a file outside its folder");
      }
      if (!unchecked(() -> folder.fetch(name(version, file), path))) {
        throw new ModelNotFoundException("model " + version + " has lost its " + file);
      }
    }
    return target;
  }

  /**
   * Copies a finished package in, its manifest last; of two writers of one version, one is refused.
   *
   * @throws IllegalStateException where the version is complete already
   */
  public void publish(String version, Path packageFolder) {
    Collection<String> left = sizes(version).keySet();
    if (left.contains(MANIFEST) || unchecked(() -> put(version, packageFolder, left)).isEmpty()) {
      throw new IllegalStateException(
          "model " + version + " is already published; a version holds one model for ever");
    }
  }

  private Optional<String> put(String version, Path packageFolder, Collection<String> left)
      throws IOException {
    List<String> files = new ArrayList<>(new LocalFolder(packageFolder).list("").keySet());
    if (!files.remove(MANIFEST)) {
      throw new IllegalArgumentException(
          packageFolder + " is no model package: it has no " + MANIFEST);
    }
    left.removeAll(files);
    for (String file : left) { // of a publication that was broken off
      try {
        folder.delete(name(version, file));
      } catch (StoreUnavailableException e) {
        // The job may not delete models in AWS. The check of a package names what is too much.
        break;
      }
    }
    for (String file : files) {
      folder.put(name(version, file), out -> Files.copy(packageFolder.resolve(file), out));
    }
    byte[] manifest = Files.readAllBytes(packageFolder.resolve(MANIFEST));
    return folder.replace(name(version, MANIFEST), manifest, Optional.empty());
  }

  /** Empty where the version is not complete. */
  public Optional<ModelSummary> summary(String version) {
    return read(name(version, MANIFEST), new TypeReference<JsonNode>() {}).map(ModelSummary::of);
  }

  /** Bytes of every file of a version, by path within its folder; none where there is none. */
  public Map<String, Long> sizes(String version) {
    String below = name(version, "");
    Map<String, Long> sizes = new TreeMap<>();
    unchecked(() -> folder.list(below))
        .forEach((file, size) -> sizes.put(file.substring(below.length()), size));
    return sizes;
  }

  /** Of one file of a version. It is read in pieces: a model may be larger than the memory. */
  public String sha256(String version, String file) {
    return unchecked(
        () -> {
          try (InputStream in =
              folder
                  .open(name(version, file))
                  .orElseThrow(() -> new IOException(file + " is not there any more"))) {
            return Sha256.hex(in);
          }
        });
  }

  /** The requests that travel with the model; none where the package has none. */
  public List<WarmupRequest> warmup(String version) {
    return read(name(version, "warmup.json"), new TypeReference<List<WarmupRequest>>() {})
        .orElse(List.of());
  }

  public Optional<Decision> decision(String version) {
    return read(name(version, DECISION), new TypeReference<>() {});
  }

  public void decide(Decision decision) {
    byte[] content = bytes(decision);
    unchecked(
        () -> {
          folder.put(name(decision.modelVersion(), DECISION), out -> out.write(content));
          return true;
        });
  }

  /** Version of the model in service as promotion keeps it; blank where there is none. */
  public String champion() {
    return promotion().map(entry -> entry.state().champion().modelVersion()).orElse("");
  }

  /** Empty before the first promotion. */
  public Optional<Entry> promotion() {
    return unchecked(() -> folder.read(CHAMPION))
        .map(
            file ->
                new Entry(
                    parse(CHAMPION, file.content(), new TypeReference<PromotionState>() {}),
                    Optional.of(file.tag())));
  }

  /**
   * @return empty where somebody else has written since {@code seen}, and nothing is changed then
   */
  public Optional<Entry> write(Entry seen, PromotionState next) {
    return unchecked(() -> folder.replace(CHAMPION, bytes(next), seen.tag()))
        .map(tag -> new Entry(next, Optional.of(tag)));
  }

  private static String name(String version, String file) {
    return MODELS + checked(version) + "/" + file;
  }

  private <T> Optional<T> read(String file, TypeReference<T> type) {
    return unchecked(() -> folder.read(file)).map(it -> parse(file, it.content(), type));
  }

  private static <T> T parse(String file, byte[] content, TypeReference<T> type) {
    try {
      return JSON.readValue(content, type);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is not readable", e);
    }
  }

  private static byte[] bytes(Object value) {
    return unchecked(() -> JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
