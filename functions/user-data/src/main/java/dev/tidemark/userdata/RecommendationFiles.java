package dev.tidemark.userdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.files.Folder;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Recommendations for all users, {@code recommendations/<model version>/part-*.jsonl.gz}: a line
 * for each user, over all parts in the order of their keys, so that one part of a version is all
 * that has to be read.
 */
record RecommendationFiles(Folder store) {
  private static final String PREFIX = "recommendations/";
  private static final String PART = ".jsonl.gz";

  /**
   * Takes out the user's lines.
   *
   * @param late whether there is no time left
   * @return how many there were
   */
  int forget(UserKey user, BooleanSupplier late) throws IOException {
    int found = 0;
    for (String part : partsOf(user, late)) {
      int here = lines(part, user).size();
      if (here > 0) {
        rewrite(part, user);
        found += here;
      }
    }
    return found;
  }

  /** The user's lines, one for each model version at most. */
  List<String> linesOf(UserKey user, BooleanSupplier late) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String part : partsOf(user, late)) {
      lines.addAll(lines(part, user));
    }
    return lines;
  }

  /** The part of each version in which the user would be. */
  private List<String> partsOf(UserKey user, BooleanSupplier late) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    String passed = "";
    for (String file : store.list(PREFIX).keySet()) {
      String version = file.substring(0, file.lastIndexOf('/'));
      if (!file.endsWith(PART) || version.equals(passed)) {
        continue;
      }
      Optional<String> first = first(file);
      if (first.isPresent() && first.get().compareTo(user.value()) > 0) {
        passed = version;
      } else if (first.isPresent()) {
        parts.put(version, file);
      }
      if (late.getAsBoolean()) {
        throw new UnfinishedException();
      }
    }
    return List.copyOf(parts.values());
  }

  /** The key of the first line; empty where the part has none. */
  private Optional<String> first(String part) throws IOException {
    // As it comes, since one line of it is all that is read.
    try (BufferedReader lines = unpacked(part, store.open(part))) {
      return Optional.ofNullable(lines.readLine()).map(RecommendationFiles::key);
    }
  }

  private List<String> lines(String part, UserKey user) throws IOException {
    try (BufferedReader lines = open(part)) {
      return lines.lines().filter(line -> key(line).equals(user.value())).toList();
    }
  }

  private void rewrite(String part, UserKey user) throws IOException {
    store.put(
        part,
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out);
          BufferedWriter writer =
              new BufferedWriter(new OutputStreamWriter(gzip, StandardCharsets.UTF_8));
          try (BufferedReader lines = open(part)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              if (!key(line).equals(user.value())) {
                writer.write(line + "\n");
              }
            }
          }
          writer.flush();
          gzip.finish();
        });
  }

  private BufferedReader open(String part) throws IOException {
    return unpacked(part, store.openCopy(part));
  }

  private static BufferedReader unpacked(String part, Optional<InputStream> file)
      throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(file.orElseThrow(() -> new IOException(part + " is gone"))),
            StandardCharsets.UTF_8));
  }

  private static String key(String line) {
    try {
      return Json.mapper().readTree(line).path("userKey").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
