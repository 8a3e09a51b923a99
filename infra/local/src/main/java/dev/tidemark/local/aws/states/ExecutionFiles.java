package dev.tidemark.local.aws.states;

import dev.tidemark.local.LocalJson;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps executions in a folder, so that a killed run goes on with the state it was in. */
record ExecutionFiles(Path folder) {
  private static final String SUFFIX = ".json";

  void write(Execution execution) {
    try {
      LocalFiles.replace(
          folder.resolve(execution.name() + SUFFIX),
          out -> out.write(LocalJson.readable(execution)));
    } catch (IOException e) {
      throw new UncheckedIOException("the state of an execution cannot be written", e);
    }
  }

  /** The oldest first. */
  List<Execution> running() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(ExecutionFiles::read)
          .filter(execution -> execution.status() == Execution.Status.RUNNING)
          .sorted(Comparator.comparing(Execution::startTime))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Execution read(Path file) {
    try {
      return LocalJson.MAPPER.readValue(file.toFile(), Execution.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read; delete it to forget it", e);
    }
  }
}
