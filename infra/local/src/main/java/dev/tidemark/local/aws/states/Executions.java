package dev.tidemark.local.aws.states;

import dev.tidemark.local.aws.TaskResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The executions of one state machine. Safe for use by several threads. */
public final class Executions {
  private final String stateMachineArn;
  private final Machine machine;
  private final Path folder;
  private final Consumer<String> lines;
  private final Clock clock;
  private final BooleanSupplier ending;

  /**
   * @param folder where executions are kept
   * @param lines gets a line for each that is damaged
   * @param pause lets time pass
   * @param ending whether the run is being stopped, so that failures are only its consequence
   * @throws DefinitionException where the definition asks for a resource that is not there
   */
  public Executions(
      String stateMachineArn,
      Definition definition,
      Map<String, TaskResource> resources,
      Path folder,
      Consumer<String> lines,
      Clock clock,
      Consumer<Duration> pause,
      BooleanSupplier ending) {
    this.stateMachineArn = stateMachineArn;
    this.machine = new Machine(definition, resources, pause);
    this.folder = folder;
    this.lines = lines;
    this.clock = clock;
    this.ending = ending;
  }

  public String stateMachineArn() {
    return stateMachineArn;
  }

  public String arn(Execution execution) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + execution.name();
  }

  /** Those that are not over, also those that an earlier run left so. */
  public List<Execution> running() {
    return Execution.running(folder, lines);
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
    execution.write(folder);
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
                current[0].write(folder);
                progress.accept(current[0]);
              });
      Execution over = current[0].succeeded(output);
      over.write(folder);
      return over;
    } catch (TaskFailedException e) {
      if (!ending.getAsBoolean()) {
        current[0].failed(e).write(folder);
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
