package dev.tidemark.plan;

import dev.tidemark.store.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of models: those there are, and the next one's. */
final class ModelVersions {
  private static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final int TIME_LENGTH = 16;
  private static final int HASH_LENGTH = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private ModelVersions() {}

  /**
   * The model trained last, whether it went into service or not.
   *
   * @param versions oldest first; those that were named by hand do not count
   */
  static Optional<String> newest(List<String> versions) {
    return versions.stream()
        .filter(version -> VERSION.matcher(version).matches())
        .reduce((older, newer) -> newer);
  }

  /** When the execution that trained it began: events since then are new to it. */
  static Instant timeOf(String version) {
    return TIME.parse(version.substring(0, TIME_LENGTH), Instant::from);
  }

  /** The same for each attempt of an execution: what a killed one left is found again. */
  static String of(PlanRequest request) {
    String hash = Sha256.hex(request.executionArn().getBytes(StandardCharsets.UTF_8));
    return TIME.format(request.startedAt()) + "-" + hash.substring(0, HASH_LENGTH);
  }
}
