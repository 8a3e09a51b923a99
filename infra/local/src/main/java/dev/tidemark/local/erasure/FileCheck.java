package dev.tidemark.local.erasure;

import dev.tidemark.data.DeadLetterBody;
import dev.tidemark.domain.Ids;
import dev.tidemark.local.LocalJson;
import dev.tidemark.store.erasure.ErasureReceipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Looks for a user in the files of a run's storage. By key everywhere; by the shop's own id where
 * ids stand in clear: dead letters, logs and files to import.
 *
 * @param storage folder of the run
 * @param userId empty = not given
 */
record FileCheck(Path storage, Optional<String> userId, Instant now) {
  /** The tables, which are asked themselves; who was erased; keys of the run; no shop's users. */
  private static final Set<String> PASSED_OVER =
      Set.of("dynamodb", "erased", "tmp", "user-key", "control-secret", "lock", "simulated-shop");

  private static final String RECOMMENDATIONS = "recommendations";

  /** Bytes as they are, one character each. */
  private static final int BUFFER = 1 << 16;

  void run(ErasureReceipt receipt, Findings findings) throws IOException {
    try (Stream<Path> files = Files.walk(storage)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = storage.relativize(file);
        String kind = name.getName(0).toString();
        if (!PASSED_OVER.contains(kind)) {
          findings.checked(kind, 1);
          check(file, name, kind, receipt, findings);
        }
      }
    }
  }

  private void check(Path file, Path name, String kind, ErasureReceipt receipt, Findings findings)
      throws IOException {
    switch (kind) {
      case "import" -> {
        if (namesUser(file)) {
          findings.copy(
              name.toString(), Optional.ofNullable(receipt.remaining().get("importFiles")), now);
        }
      }
      case "training", "batch" -> {
        if (holds(file, receipt.userKey())) {
          findings.copy(
              name.toString(), Optional.ofNullable(receipt.remaining().get("exports")), now);
        }
      }
      case "dead-letters" -> {
        if (userId.isPresent() && new DeadLetterBody(message(file)).names(userId.get())) {
          findings.found(name.toString(), "a message that names the user");
        }
      }
      case "logs" -> {
        if (holds(file, receipt.userKey())) {
          findings.found(name.toString(), "the user's key");
        }
        if (namesUser(file)) {
          findings.found(name.toString(), "the user's id, as a word of its own");
        }
      }
      default -> {
        if (holds(file, receipt.userKey())) {
          if (kind.equals(RECOMMENDATIONS) && begun(file).isAfter(receipt.erasedAt())) {
            findings.since();
          } else {
            findings.found(name.toString(), "the user's key");
          }
        }
      }
    }
  }

  private static String message(Path file) throws IOException {
    String text = Files.readString(file);
    return LocalJson.tree(text).path("message").asText(text);
  }

  /** When recommendations for all were begun; the beginning of time where nothing tells. */
  private static Instant begun(Path part) throws IOException {
    Path begun = part.resolveSibling("begun.json");
    try {
      return Files.exists(begun)
          ? Instant.parse(LocalJson.tree(Files.readString(begun)).path("time").asText())
          : Instant.MIN;
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }

  /** Whether a text of ASCII stands in the file, unpacked where it is packed. */
  private static boolean holds(Path file, String text) throws IOException {
    try (InputStream in = open(file)) {
      byte[] buffer = new byte[BUFFER];
      String end = "";
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String piece = end + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        if (piece.contains(text)) {
          return true;
        }
        end = piece.substring(Math.max(0, piece.length() - text.length()));
      }
      return false;
    }
  }

  private boolean namesUser(Path file) throws IOException {
    if (userId.isEmpty()) {
      return false;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      return lines.lines().anyMatch(line -> Ids.isWordOf(line, userId.get()));
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
