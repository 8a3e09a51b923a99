package dev.tidemark.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.files.Folder;
import dev.tidemark.store.files.LocalFiles;
import dev.tidemark.store.files.LocalFolder;
import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  static final String WARMUP = "warmup.json";

  private static final String MODELS = "models/";
  private static final String CHAMPION = MODELS + "champion.json";

  /** Begins with a letter or digit, so it can be neither a hidden name nor a way upwards. */
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

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
   * @throws ModelPackageException where one of its files cannot be read
   */
  public Path fetch(String version, Path into) {
    return fetch(version, into, Set.of());
  }

  /**
   * As {@link #fetch(String, Path)}, without some files.
   *
   * @param without by their paths within the version
   */
  public Path fetch(String version, Path into, Set<String> without) {
    Collection<String> files = new TreeSet<>(sizes(version).keySet());
    files.removeAll(without);
    if (!files.contains(MANIFEST)) {
      throw new ModelNotFoundException("there is no complete model " + version + " in " + folder);
    }
    Path target = into.resolve(version).normalize();
    for (String file : files) {
      Path path = target.resolve(file).normalize();
      if (!path.startsWith(target)) {
        throw new ModelNotFoundException("model " + version + " holds a file outside its folder");
      }
      if (!readable(version, file, () -> folder.fetch(name(version, file), path))) {
        throw new ModelNotFoundException("model " + version + " has lost its " + file);
      }
    }
    return target;
  }

  /**
   * One file of a version as it comes, to be closed by the caller.
   *
   * @throws IOException where it is not there or cannot be read
   */
  public InputStream open(String version, String file) throws IOException {
    return folder
        .open(name(version, file))
        .orElseThrow(() -> new NoSuchFileException(name(version, file)));
  }

  /**
   * A file that a version's manifest lists, to be closed by the caller. Reading its end fails where
   * it is not what the manifest says.
   *
   * @return empty where the version is not complete, or its manifest does not list the file
   * @throws ModelPackageException where the manifest is damaged
   * @throws IOException where the file is not there or cannot be read
   */
  public Optional<InputStream> openListed(String version, String file) throws IOException {
    Optional<String> checksum = summary(version).map(it -> it.files().get(file));
    return checksum.isEmpty()
        ? Optional.empty()
        : Optional.of(new CheckedContent(open(version, file), checksum.get()));
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

  /**
   * Empty where the version is not complete.
   *
   * @throws ModelPackageException where its manifest is damaged
   */
  public Optional<ModelSummary> summary(String version) {
    return read(version, MANIFEST)
        .map(it -> SealedJson.open(it.content()).orElseThrow(() -> damaged(version, MANIFEST)))
        .map(ModelSummary::of);
  }

  /** Whether the version's manifest is there, in whatever state. */
  public boolean isComplete(String version) {
    return sizes(version).containsKey(MANIFEST);
  }

  /** Deletes a version, its manifest last: whoever is killed before is called again. */
  public void delete(String version) {
    List<String> files = new ArrayList<>(sizes(version).keySet());
    files.remove(MANIFEST);
    files.add(MANIFEST);
    unchecked(
        () -> {
          for (String file : files) {
            folder.delete(name(version, file));
          }
          return true;
        });
  }

  /** Bytes of every file of a version, by path within its folder; none where there is none. */
  public Map<String, Long> sizes(String version) {
    String below = name(version, "");
    Map<String, Long> sizes = new TreeMap<>();
    unchecked(() -> folder.list(below))
        .forEach((file, size) -> sizes.put(file.substring(below.length()), size));
    return sizes;
  }

  /**
   * Of one file of a version. It is read in pieces: a model may be larger than the memory.
   *
   * @throws ModelPackageException where it cannot be read
   */
  public String sha256(String version, String file) {
    return readable(
        version,
        file,
        () -> {
          try (InputStream in = open(version, file)) {
            return Sha256.hex(in);
          }
        });
  }

  /**
   * The requests that travel with the model; none where the package has none.
   *
   * @throws ModelPackageException where their file is damaged
   */
  public List<WarmupRequest> warmup(String version) {
    Optional<Folder.Tagged> file = read(version, WARMUP);
    try {
      return file.isEmpty()
          ? List.of()
          : JSON.readValue(file.get().content(), new TypeReference<>() {});
    } catch (IOException e) {
      throw damaged(version, WARMUP);
    }
  }

  /** Empty where nothing was decided yet, or what was decided cannot be read any more. */
  public Optional<Decision> decision(String version) {
    try {
      return read(version, DECISION)
          .flatMap(it -> SealedJson.open(it.content(), new TypeReference<>() {}));
    } catch (ModelPackageException e) {
      return Optional.empty();
    }
  }

  public void decide(Decision decision) {
    byte[] content = SealedJson.bytes(decision);
    unchecked(
        () -> {
          folder.put(name(decision.modelVersion(), DECISION), out -> out.write(content));
          return true;
        });
  }

  /**
   * Version of the model in service as promotion keeps it, and where that is lost, the newest that
   * was promoted; blank where there is none.
   */
  public String champion() {
    Optional<String> kept = standing().map(state -> state.champion().modelVersion());
    return kept.filter(it -> !it.isEmpty()).or(() -> promoted().findFirst()).orElse("");
  }

  /** Where promotion stands; empty before the first one, and where that is lost. */
  public Optional<PromotionState> standing() {
    try {
      return promotion().map(Entry::state);
    } catch (DamagedPromotionException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Complete versions that have been in service, newest first; read one by one, as needed. */
  public Stream<String> promoted() {
    List<String> newestFirst = new ArrayList<>(versions());
    Collections.reverse(newestFirst);
    return newestFirst.stream().filter(this::isPromoted);
  }

  /** Whether a model has been in service. */
  public boolean isPromoted(String version) {
    return decision(version).filter(it -> it.outcome().equals(Decision.PROMOTED)).isPresent();
  }

  /**
   * Empty before the first promotion.
   *
   * @throws DamagedPromotionException where it was written but cannot be read
   */
  public Optional<Entry> promotion() {
    return unchecked(() -> folder.read(CHAMPION))
        .map(
            file ->
                new Entry(
                    SealedJson.open(file.content(), new TypeReference<PromotionState>() {})
                        .orElseThrow(() -> new DamagedPromotionException(CHAMPION, file)),
                    Optional.of(file.tag())));
  }

  /**
   * Keeps a copy of the damaged file beside it.
   *
   * @param state to go on with, in the place of what is damaged once it is written
   */
  public Entry setAside(DamagedPromotionException damaged, PromotionState state) {
    byte[] content = damaged.found().content();
    String copy = CHAMPION + LocalFiles.DAMAGED + Sha256.hex(content).substring(0, 8);
    unchecked(
        () -> {
          folder.put(copy, out -> out.write(content));
          return true;
        });
    return new Entry(state, Optional.of(damaged.found().tag()));
  }

  /**
   * @return empty where somebody else has written since {@code seen}, and nothing is changed then
   */
  public Optional<Entry> write(Entry seen, PromotionState next) {
    return unchecked(() -> folder.replace(CHAMPION, SealedJson.bytes(next), seen.tag()))
        .map(tag -> new Entry(next, Optional.of(tag)));
  }

  private static String name(String version, String file) {
    return MODELS + checked(version) + "/" + file;
  }

  private Optional<Folder.Tagged> read(String version, String file) {
    return readable(version, file, () -> folder.read(name(version, file)));
  }

  private static ModelPackageException damaged(String version, String file) {
    return new ModelPackageException(
        "model "
            + version
            + ": "
            + file
            + " is damaged: it is empty, cut short or altered; serve another version or train"
            + " again");
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private static <T> T readable(String version, String file, Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new ModelPackageException(
          "model " + version + ": " + file + " cannot be read: " + LocalFiles.reason(e), e);
    }
  }

  private static <T> T unchecked(Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException(LocalFiles.describe(e), e);
    }
  }
}
