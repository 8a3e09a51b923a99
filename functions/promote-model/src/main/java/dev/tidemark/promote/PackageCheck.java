package dev.tidemark.promote;

import dev.tidemark.store.files.ModelObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a package in the store is what its manifest says, and fits into the function. */
final class PackageCheck {
  /** Files that the manifest cannot know: itself and what is decided later. */
  private static final Set<String> NOT_LISTED =
      Set.of(ModelRegistry.MANIFEST, ModelRegistry.DECISION);

  private static final long MEGABYTE = 1_000_000;

  private final ModelObjects objects;
  private final long mostBytes;

  /**
   * @param mostBytes that all files together may have
   */
  PackageCheck(ModelObjects objects, long mostBytes) {
    this.objects = objects;
    this.mostBytes = mostBytes;
  }

  /**
   * @return the reason of a refusal, empty where the package may serve
   */
  Optional<String> refusal(String modelVersion, Candidate candidate) {
    if (!candidate.modelVersion().equals(modelVersion)) {
      return Optional.of("the manifest is that of model '" + candidate.modelVersion() + "'");
    }
    Map<String, Long> sizes = objects.sizes(modelVersion);
    sizes.keySet().removeAll(NOT_LISTED);
    long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
    if (bytes > mostBytes) {
      return Optional.of(
          String.format(
              "too large: %d bytes, where the function has room for %d MB",
              bytes, mostBytes / MEGABYTE));
    }
    Set<String> all = new TreeSet<>(sizes.keySet());
    all.addAll(candidate.files().keySet());
    for (String file : all) {
      String wanted = candidate.files().getOrDefault(file, "");
      if (wanted.isEmpty()) {
        return Optional.of(file + " is not listed in the manifest");
      }
      if (!sizes.containsKey(file)) {
        return Optional.of(file + " is missing");
      }
      if (!wanted.equals(sha256(modelVersion + "/" + file))) {
        return Optional.of(file + " was altered: its SHA-256 is not that of the manifest");
      }
    }
    return all.isEmpty() ? Optional.of("the manifest lists no files") : Optional.empty();
  }

  /** Read as a stream: a model may be larger than this function's memory. */
  private String sha256(String path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(objects.open(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read to its end", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
