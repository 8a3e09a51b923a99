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

/**
 * One run of a state machine, as it is kept in its file, so that a killed run goes on with the
 * state it was in.
 *
 * @param name unique
 * @param startTime ISO 8601
 * @param state the state that it has come to, the last one once it is over
 * @param data the state's input, the output once it succeeded
 * @param failure error and cause once it failed, empty before
 */
public record Execution(
    String name,
    String startTime,
    Object input,
    Status status,
    String state,
    Object data,
    String failure) {
  private static final String SUFFIX = ".json";

  /** As Step Functions names them. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  StateInput step() {
    return new StateInput(state, data);
  }

  Execution at(StateInput step) {
    return new Execution(name, startTime, input, status, step.state(), step.input(), failure);
  }

  Execution succeeded(Object output) {
    return new Execution(name, startTime, input, Status.SUCCEEDED, state, output, failure);
  }

  Execution failed(TaskFailedException e) {
    String why = e.error() + ": " + e.getMessage();
    return new Execution(name, startTime, input, Status.FAILED, state, data, why);
  }

  void write(Path folder) {
    try {
      LocalFiles.replace(folder.resolve(name + SUFFIX), out -> out.write(LocalJson.readable(this)));
    } catch (IOException e) {
      throw new UncheckedIOException("the state of an execution cannot be written", e);
    }
  }

  /** Those that are kept in a folder and not over, the oldest first. */
  static List<Execution> running(Path folder) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(Execution::read)
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
