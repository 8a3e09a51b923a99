package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.aws.TaskArguments;
import dev.tidemark.local.aws.TaskResource;
import dev.tidemark.store.fake.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The template's own definition on services that only remember what they were asked for. */
class ExecutionsTest {
  private static final Path DEFINITION =
      Path.of("..", "statemachines", "training.asl.json").toAbsolutePath().normalize();
  private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:t";
  private static final Map<String, Object> PLAN =
      Map.of("due", true, "modelVersion", "v2", "champion", "", "exportPrefix", "exports/v2");

  private static final Map<String, Object> PROMOTED =
      Map.of(
          "due",
          true,
          "modelVersion",
          "v2",
          "champion",
          "",
          "exportPrefix",
          "exports/v2",
          "forced",
          false,
          "asked",
          1,
          "promotion",
          Map.of("outcome", "done", "reason", "why shift"));

  @TempDir private Path folder;

  private final List<String> entered = new ArrayList<>();
  private final Set<String> exported = new TreeSet<>();
  private final Set<String> trained = new TreeSet<>();
  private final List<Map<String, Object>> jobs = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> outcomes =
      new HashMap<>(
          Map.of(
              "publish", "published",
              "ready", "ready",
              "canary", "started",
              "check", "pass",
              "shift", "done",
              "back", "done"));
  private Map<String, Object> plan = PLAN;
  private String exportFails = "";
  private boolean tableIsGone;
  private int callsLeft = Integer.MAX_VALUE;

  @Test
  void shouldPlanExportAndTrain() {
    Execution over = run(executions().start(Map.of()));

    assertThat(over.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(over.data()).isEqualTo(PROMOTED);
    assertThat(entered)
        .startsWith("WhatIsAsked", "PlanTraining", "IsTrainingDue", "Export", "Train");
    assertThat(entered).endsWith("PromoteShift", "IsModelInService", "Promoted");
    assertThat(steps).containsExactly("publish", "ready", "canary", "check", "shift");
    assertThat(exported)
        .containsExactly(
            "catalogue-table to training-bucket/exports/v2/catalogue",
            "interactions-table to training-bucket/exports/v2/interactions");
    assertThat(jobs)
        .containsExactly(
            Map.of(
                "version", "v2",
                "export", "s3://training-bucket/exports/v2",
                "checkpoint", "s3://training-bucket/checkpoints/v2",
                "champion", "--champion="));
    assertThat(executions().running()).isEmpty();
  }

  @Test
  void shouldEndEarlyWhereNoModelIsDue() {
    plan = Map.of("due", false, "reason", "3 new events");

    Execution over = run(executions().start(Map.of()));

    assertThat(over.data())
        .isEqualTo(Map.of("due", false, "reason", "3 new events", "forced", false));
    assertThat(entered)
        .containsExactly("WhatIsAsked", "PlanTraining", "IsTrainingDue", "NothingToDo");
    assertThat(exported).isEmpty();
  }

  @Test
  void shouldFailWhereAForcedTrainingIsNotDue() {
    plan = Map.of("due", false, "reason", "another training is under way");
    Execution execution = executions().start(Map.of("force", true));

    assertThatThrownBy(() -> run(execution))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("another training is under way");
  }

  @Test
  void shouldFailAndSayWhyWhereAnExportFails() {
    exportFails = "catalogue-table";
    Execution execution = executions().start(Map.of());

    assertThatThrownBy(() -> run(execution))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("arn-catalogue-table is FAILED");
    assertThat(executions().running()).isEmpty();
    assertThat(jobs).isEmpty();
  }

  @Test
  void shouldEndWellWhereTheModelIsRefused() {
    outcomes.put("publish", "refused");

    Execution over = run(executions().start(Map.of()));

    assertThat(over.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(over.state()).isEqualTo("Refused");
    assertThat(steps).containsExactly("publish");
  }

  @ParameterizedTest
  @CsvSource({
    "ready, failed, publish ready back",
    "canary, failed, publish ready canary back",
    "check, fail, publish ready canary check back",
    "shift, failed, publish ready canary check shift back",
    "publish, odd, publish back"
  })
  void shouldGoBackWhereAStepFails(String step, String outcome, String taken) {
    outcomes.put(step, outcome);
    Execution execution = executions().start(Map.of());

    assertThatThrownBy(() -> run(execution))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("why " + step);
    assertThat(String.join(" ", steps)).isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish", "ready", "canary", "check", "shift"})
  void shouldTryAStepAgainAndThenGoBackWhereItBreaks(String step) {
    outcomes.put(step, "error");
    Execution execution = executions().start(Map.of());

    assertThatThrownBy(() -> run(execution))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage(step + " broke");
    assertThat(steps).endsWith(step, step, step, step, "back");
  }

  @Test
  void shouldNotWaitForEverForAModel() {
    outcomes.put("ready", "pending");
    Execution execution = executions().start(Map.of());

    assertThatThrownBy(() -> run(execution)).hasMessage("why ready");
    assertThat(steps).hasSize(42).startsWith("publish", "ready", "ready").endsWith("ready", "back");
  }

  /** Stopped hard before and after every single call, and before every state. */
  @Test
  void shouldComeToTheSameEndWhereverItIsKilled() {
    run(executions().start(Map.of()));
    int states = entered.size();
    int calls = 1 + 2 * 2 + 1 + 5; // plan, both exports with one look at each, job, promotion
    Set<String> goals = new TreeSet<>(exported);

    for (int point = 0; point < states + 2 * calls; point++) {
      entered.clear();
      exported.clear();
      trained.clear();
      int killedState = point < states ? point : Integer.MAX_VALUE;
      callsLeft = point < states ? Integer.MAX_VALUE : point - states;
      Execution execution = executions().start(Map.of());
      assertThatThrownBy(
              () ->
                  executions()
                      .run(
                          execution,
                          at -> {
                            entered.add(at.state());
                            if (entered.size() > killedState) {
                              throw new Killed();
                            }
                          }))
          .as("point %d", point)
          .isInstanceOf(Killed.class);
      callsLeft = Integer.MAX_VALUE;

      // A new process finds what was left on the disk.
      List<Execution> left = executions().running();
      assertThat(left).hasSize(1);
      assertThat(left.get(0).state()).isEqualTo(entered.get(entered.size() - 1));
      Execution over = run(left.get(0));

      assertThat(over.name()).isEqualTo(execution.name());
      assertThat(over.data()).as("point %d", point).isEqualTo(PROMOTED);
      assertThat(exported).isEqualTo(goals);
      assertThat(trained).containsExactly("tidemark-v2");
      assertThat(executions().running()).isEmpty();
    }
  }

  @Test
  void shouldBringAFormerChampionBackAtOnceWhereItsVersionIsKept() {
    outcomes.put("rollback", "done");

    Execution over = run(executions().start(Map.of("rollback", "v2")));

    assertThat(over.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(steps).containsExactly("rollback");
    assertThat(exported).isEmpty();
  }

  @Test
  void shouldBringAFormerChampionBackByTheWayOfANewModel() {
    outcomes.put("rollback", "published");

    Execution over = run(executions().start(Map.of("rollback", "v2")));

    assertThat(over.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(steps).containsExactly("rollback", "ready", "canary", "check", "shift");
  }

  @Test
  void shouldSayWhyAModelIsNotBroughtBack() {
    outcomes.put("rollback", "refused");
    Execution execution = executions().start(Map.of("rollback", "v2"));

    assertThatThrownBy(() -> run(execution))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.error()).isEqualTo("NotPromoted"));
    assertThat(steps).containsExactly("rollback");
  }

  @Test
  void shouldSettleAfterAStackUpdate() {
    outcomes.put("settle", "published");

    Execution over = run(executions().start(Map.of("settle", true)));

    assertThat(over.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(steps).containsExactly("settle", "ready", "canary", "check", "shift");
    assertThat(exported).isEmpty();
  }

  @Test
  void shouldFailWhereItsStateIsNotThereAnyMore() {
    Execution old =
        executions().start(Map.of()).at(new StateInput("StateOfAnOlderDefinition", Map.of()));

    assertThatThrownBy(() -> run(old)).hasMessageContaining("'StateOfAnOlderDefinition'");
    assertThat(executions().running()).isEmpty();
  }

  @Test
  void shouldFailWithWhateverAServiceThrows() {
    tableIsGone = true;
    Execution execution = executions().start(Map.of());

    assertThatThrownBy(() -> run(execution))
        .isInstanceOf(TaskFailedException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(executions().running()).isEmpty();
  }

  @Test
  void shouldLeaveAnExecutionToTheNextRunWhereThisOneIsBeingStopped() {
    Executions stopping =
        new Executions(
            MACHINE,
            definition(),
            resources(),
            folder,
            lines::add,
            clock(),
            pause -> {},
            () -> true);
    exportFails = "catalogue-table";
    Execution execution = stopping.start(Map.of());

    assertThatThrownBy(() -> stopping.run(execution, at -> {}))
        .isInstanceOf(TaskFailedException.class);
    assertThat(executions().running()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = Damage.class, names = "MISSING", mode = EnumSource.Mode.EXCLUDE)
  void shouldForgetAnExecutionWhoseFileIsDamagedAndRunTheNext(Damage damage) throws IOException {
    // Given
    Execution left = executions().start(Map.of());
    Path file = folder.resolve(left.name() + ".json");
    damage.to(file);

    // When, then
    assertThat(executions().running()).isEmpty();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith(file + " is damaged")
        .contains("./tidemark train");
    assertThat(file.resolveSibling(file.getFileName() + ".damaged-1")).exists();
    assertThat(run(executions().start(Map.of())).status()).isEqualTo(Execution.Status.SUCCEEDED);
  }

  private static final class Killed extends Error {}

  private Execution run(Execution execution) {
    return executions().run(execution, at -> entered.add(at.state()));
  }

  private Executions executions() {
    return new Executions(
        MACHINE, definition(), resources(), folder, lines::add, clock(), pause -> {}, () -> false);
  }

  private static Clock clock() {
    return Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
  }

  private static Definition definition() {
    return DefinitionReader.read(
        DEFINITION,
        Map.of(
            "PlanTrainingArn", "plan-training",
            "PromoteModelArn", "promote-model",
            "InteractionsTableArn", "interactions-table",
            "CatalogueTableArn", "catalogue-table",
            "TrainingBucket", "training-bucket",
            "TrainingQueue", "queue",
            "TrainingJob", "job",
            "StackName", "shop"));
  }

  private Map<String, TaskResource> resources() {
    return Map.of(
        "arn:aws:states:::lambda:invoke", killable(this::invoke),
        "arn:aws:states:::aws-sdk:dynamodb:exportTableToPointInTime", killable(this::export),
        "arn:aws:states:::aws-sdk:dynamodb:describeExport", killable(this::describe),
        "arn:aws:states:::batch:submitJob.sync", killable(this::train));
  }

  /** Dies before the call, or after it did its work and before anybody knows. */
  private TaskResource killable(TaskResource resource) {
    return arguments -> {
      if (callsLeft-- == 0) {
        throw new Killed();
      }
      Object result = resource.call(arguments);
      if (callsLeft-- == 0) {
        throw new Killed();
      }
      return result;
    };
  }

  private Object invoke(TaskArguments arguments) {
    return arguments.text("FunctionName").equals("promote-model")
        ? promote(arguments.value("Payload"))
        : plan(arguments);
  }

  private Object promote(Object payload) {
    String step = payload instanceof Map<?, ?> map ? String.valueOf(map.get("step")) : "";
    String asked = step.equals("settle") ? "" : "v2";
    assertThat(payload).isEqualTo(Map.of("step", step, "modelVersion", asked));
    steps.add(step);
    String outcome = outcomes.getOrDefault(step, "");
    if (outcome.equals("error")) {
      throw new TaskFailedException(TaskFailedException.TASK_FAILED, step + " broke");
    }
    Map<String, String> result =
        step.equals("settle")
            ? Map.of("outcome", outcome, "reason", "why settle", "modelVersion", "v2")
            : Map.of("outcome", outcome, "reason", "why " + step);
    return Map.of("StatusCode", 200, "Payload", result);
  }

  private Object plan(TaskArguments arguments) {
    assertThat(arguments.value("Payload"))
        .asString()
        .contains(MACHINE.replace("stateMachine", "execution") + ":", "force=");
    return Map.of("StatusCode", 200, "Payload", plan);
  }

  private Object export(TaskArguments arguments) {
    String table = arguments.text("TableArn");
    if (tableIsGone) {
      throw new IllegalStateException("no such table");
    }
    exported.add(table + " to " + arguments.text("S3Bucket") + "/" + arguments.text("S3Prefix"));
    return description("arn-" + table, "IN_PROGRESS");
  }

  private Object describe(TaskArguments arguments) {
    String arn = arguments.text("ExportArn");
    return description(arn, arn.equals("arn-" + exportFails) ? "FAILED" : "COMPLETED");
  }

  private static Object description(String arn, String status) {
    return Map.of("ExportDescription", Map.of("ExportArn", arn, "ExportStatus", status));
  }

  private Object train(TaskArguments arguments) {
    trained.add(arguments.text("JobName"));
    assertThat(arguments.text("JobQueue")).isEqualTo("queue");
    assertThat(arguments.text("JobDefinition")).isEqualTo("job");
    if (arguments.value("Parameters") instanceof Map<?, ?> parameters) {
      jobs.add(Map.copyOf(strings(parameters)));
    }
    return Map.of("Status", "SUCCEEDED");
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> copy = new TreeMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
