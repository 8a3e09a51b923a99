package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.LocalJson;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Lambda would remember of a function while this process is gone; the rest of an environment
 * is of the run, such as ports.
 *
 * @param last number of the newest version, whether it is still there or not
 * @param draftModel model of the draft
 * @param alias version that the alias names
 * @param weights share by further version
 */
record FunctionRecord(
    int last,
    String draftModel,
    List<VersionRecord> versions,
    String alias,
    Map<String, Double> weights) {
  /** One published version. */
  record VersionRecord(String number, String model, String description) {}

  static Optional<FunctionRecord> read(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalJson.MAPPER.readValue(file.toFile(), FunctionRecord.class));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read; delete it to begin anew", e);
    }
  }

  void write(Path file) {
    try {
      LocalFiles.replace(file, out -> out.write(LocalJson.readable(this)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
