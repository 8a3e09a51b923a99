package dev.tidemark.local.up;

import dev.tidemark.local.statemachine.DefinitionReader;
import dev.tidemark.local.statemachine.Executions;
import dev.tidemark.local.statemachine.TaskResource;
import dev.tidemark.local.template.StateMachineDefinition;
import dev.tidemark.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The template's training state machine on services of this machine. */
final class TrainingMachine {
  static final String ID = "TrainingMachine";

  private final Template template;
  private final Workspace workspace;
  private final Clock clock;
  private final Closeables closeables;

  TrainingMachine(Template template, Workspace workspace, Clock clock, Closeables closeables) {
    this.template = template;
    this.workspace = workspace;
    this.clock = clock;
    this.closeables = closeables;
  }

  /**
   * @param more arguments of the job that only the local run gives
   */
  Executions on(
      LocalTables tables, LocalFunctions functions, Training training, List<String> more) {
    StateMachineDefinition machine = template.stateMachines().get(ID);
    LocalBuckets buckets =
        new LocalBuckets(
            Map.of("ModelBucket", workspace.folder(), "TrainingBucket", workspace.training()));
    ExportTasks exports = new ExportTasks(tables, buckets);
    Map<String, TaskResource> resources =
        Map.of(
            LambdaTask.RESOURCE,
            new LambdaTask(functions),
            ExportTasks.EXPORT,
            exports::export,
            ExportTasks.DESCRIBE,
            exports::describe,
            BatchTask.RESOURCE,
            new BatchTask(template.jobs(), buckets, training, more));
    return new Executions(
        machine.arn(),
        DefinitionReader.read(machine.definition(), machine.substitutions()),
        resources,
        workspace.executions(),
        clock,
        TrainingMachine::pause,
        closeables::isClosed);
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis() / TrainingSchedule.SCALE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunException("interrupted", e);
    }
  }
}
