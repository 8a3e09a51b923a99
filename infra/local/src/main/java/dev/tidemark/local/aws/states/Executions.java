package dev.tidemark.local.aws.states;

import dev.tidemark.local.LocalJson;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.store.files.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The executions of one state machine, kept in a folder, so that a killed run goes on with the
 * state it was in. Safe for use by several threads.
 */
public final class Executions {
  private static final String SUFFIX = ".json";

  private final String stateMachineArn;
  private final Machine machine;
  private final Path folder;
  private final Clock clock;
  private final BooleanSupplier ending;

  /**
   * @param folder where executions are kept
   * @param pause lets time pass
   * @param ending whether the run is being stopped, so that failures are only its consequence
   * @throws DefinitionException where the definition asks for a resource that is not there
   */
  public Executions(
      String stateMachineArn,
      Definition definition,
      Map<String, TaskResource> resources,
      Path folder,
      Clock clock,
      Consumer<Duration> pause,
      BooleanSupplier ending) {
    this.stateMachineArn = stateMachineArn;
    this.machine = new Machine(definition, resources, pause);
    this.folder = folder;
    this.clock = clock;
    this.ending = ending;
  }

  public String stateMachineArn() {
    return stateMachineArn;
  }

  public String arn(Execution execution) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + execution.name();
  }

  /** Those that are not over, also those that an earlier run left so, the oldest first. */
  public List<Execution> running() {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(Executions::read)
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

  private void write(Execution execution) {
    try {
      LocalFiles.replace(
          folder.resolve(execution.name() + SUFFIX),
          out -> out.write(LocalJson.readable(execution)));
    } catch (IOException e) {
      throw new UncheckedIOException("the state of an execution cannot be written", e);
    }
  }

  /** A new execution, which {@link #run} is to be called with. */
  public Execution start(Map<String, Object> input) {
    StateInput first = machine.first(input);
    Execution execution =
        new Execution(
            UUID.randomUUID().toString(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
            input,
            Execution.Status.RUNNING,
            first.state(),
            first.input(),
            "");
    write(execution);
    return execution;
  }

  /**
   * Runs an execution from the state that it has come to until it is over.
   *
   * @param progress gets the execution before each state
   * @return as it ended well
   * @throws TaskFailedException as it failed
   */
  public Execution run(Execution execution, Consumer<Execution> progress) {
    Execution[] current = {execution};
    try {
      Object output =
          machine.run(
              execution.step(),
              context(execution),
              step -> {
                current[0] = current[0].at(step);
                write(current[0]);
                progress.accept(current[0]);
              });
      Execution over = current[0].succeeded(output);
      write(over);
      return over;
    } catch (TaskFailedException e) {
      if (!ending.getAsBoolean()) {
        write(current[0].failed(e));
      }
      throw e;
    }
  }

  private Map<String, Object> context(Execution execution) {
    return Map.of(
        "Execution",
        Map.of(
            "Id", arn(execution),
            "Name", execution.name(),
            "StartTime", execution.startTime(),
            "Input", execution.input()));
  }
}
