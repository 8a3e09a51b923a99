package dev.tidemark.local.aws.states;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidemark.local.KeptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
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
  private static final String FORGOTTEN =
      "a training that was interrupted there is forgotten; begin another by ./tidemark train";

  /** As Step Functions names them. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /**
   * @throws NullPointerException where one is missing
   */
  public Execution {
    Objects.requireNonNull(name);
    Objects.requireNonNull(startTime);
    Objects.requireNonNull(status);
    Objects.requireNonNull(state);
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
    kept(folder.resolve(name + SUFFIX)).write(this);
  }

  /**
   * Those that are kept in a folder and not over, the oldest first.
   *
   * @param lines gets a line for each that is damaged, and set aside
   */
  static List<Execution> running(Path folder, Consumer<String> lines) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .flatMap(file -> kept(file).read(lines, FORGOTTEN).stream())
          .filter(execution -> execution.status() == Execution.Status.RUNNING)
          .sorted(Comparator.comparing(Execution::startTime))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeptFile<Execution> kept(Path file) {
    return new KeptFile<>(file, new TypeReference<>() {});
  }
}
