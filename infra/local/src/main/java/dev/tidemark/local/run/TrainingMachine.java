package dev.tidemark.local.run;

import dev.tidemark.local.aws.states.DefinitionReader;
import dev.tidemark.local.aws.states.Executions;
import dev.tidemark.local.aws.states.TaskResource;
import dev.tidemark.local.template.StateMachineDefinition;
import dev.tidemark.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The template's training state machine on services of this machine. */
final class TrainingMachine {
  static final String ID = "TrainingMachine";

  /** Ten minutes of a canary are for requests that come in meanwhile; here nobody would wait. */
  private static final long LONGEST_WAIT_MS = 2000;

  private final Services services;
  private final Clock clock;
  private final Closeables closeables;

  TrainingMachine(Services services, Clock clock, Closeables closeables) {
    this.services = services;
    this.clock = clock;
    this.closeables = closeables;
  }

  /**
   * The machine's executions, which functions may ask for from now on.
   *
   * @param more arguments of the job that only the local run gives
   */
  Executions with(Training training, List<String> more) {
    Template template = services.template();
    Workspace workspace = services.workspace();
    StateMachineDefinition machine = template.stateMachines().get(ID);
    LocalBuckets buckets =
        new LocalBuckets(
            Map.of("ModelBucket", workspace.folder(), "TrainingBucket", workspace.training()));
    ExportTasks exports = new ExportTasks(services.tables(), buckets);
    Map<String, TaskResource> resources =
        Map.of(
            LambdaTask.RESOURCE,
            new LambdaTask(services.functions()),
            ExportTasks.EXPORT,
            exports::export,
            ExportTasks.DESCRIBE,
            exports::describe,
            BatchTask.RESOURCE,
            new BatchTask(template.jobs(), buckets, training, more));
    Executions executions =
        new Executions(
            machine.arn(),
            DefinitionReader.read(machine.definition(), machine.substitutions()),
            resources,
            workspace.executions(),
            clock,
            TrainingMachine::pause,
            closeables::isClosed);
    services.states().serve(executions);
    return executions;
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(Math.min(LONGEST_WAIT_MS, wait.toMillis() / TrainingSchedule.SCALE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
  }
}
