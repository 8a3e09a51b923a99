package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.aws.TaskArguments;
import dev.tidemark.local.aws.TaskResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/** The template's state machine with services that are made up, in a folder of its own. */
abstract class ExecutionCase {
  static final Path DEFINITION =
      Path.of("..", "statemachines", "training.asl.json").toAbsolutePath().normalize();
  static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:t";
  static final Map<String, Object> PLAN =
      Map.of("due", true, "modelVersion", "v2", "champion", "", "exportPrefix", "exports/v2");

  static final Map<String, Object> PROMOTED =
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

  @TempDir Path folder;

  final List<String> entered = new ArrayList<>();
  final Set<String> exported = new TreeSet<>();
  final Set<String> trained = new TreeSet<>();
  final List<Map<String, Object>> jobs = new ArrayList<>();
  final Deque<Map<String, Object>> waiting = new ArrayDeque<>();
  final List<String> steps = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final Map<String, String> outcomes =
      new HashMap<>(
          Map.of(
              "publish", "published",
              "ready", "ready",
              "canary", "started",
              "check", "pass",
              "shift", "done",
              "back", "done"));
  Map<String, Object> plan = PLAN;
  String exportFails = "";
  boolean tableIsGone;
  int callsLeft = Integer.MAX_VALUE;

  static final class Killed extends Error {}

  Execution run(Execution execution) {
    return executions().run(execution, at -> entered.add(at.state()));
  }

  Executions executions() {
    return new Executions(
        MACHINE, definition(), resources(), folder, lines::add, clock(), pause -> {}, () -> false);
  }

  static Clock clock() {
    return Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
  }

  static Definition definition() {
    return DefinitionReader.read(
        DEFINITION,
        Map.of(
            "Partition", "aws",
            "PlanTrainingArn", "plan-training",
            "PromoteModelArn", "promote-model",
            "InteractionsTableArn", "interactions-table",
            "CatalogueTableArn", "catalogue-table",
            "TrainingBucket", "training-bucket",
            "TrainingQueue", "queue",
            "TrainingJob", "job",
            "StackName", "shop"));
  }

  Map<String, TaskResource> resources() {
    return Map.of(
        "arn:aws:states:::lambda:invoke", killable(this::invoke),
        "arn:aws:states:::aws-sdk:dynamodb:exportTableToPointInTime", killable(this::export),
        "arn:aws:states:::aws-sdk:dynamodb:describeExport", killable(this::describe),
        "arn:aws:states:::batch:submitJob.sync", killable(this::train),
        "arn:aws:states:::aws-sdk:batch:listJobs", killable(this::listed));
  }

  /** Dies before the call, or after it did its work and before anybody knows. */
  TaskResource killable(TaskResource resource) {
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

  Object invoke(TaskArguments arguments) {
    return arguments.text("FunctionName").equals("promote-model")
        ? promote(arguments.value("Payload"))
        : plan(arguments);
  }

  Object promote(Object payload) {
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

  Object plan(TaskArguments arguments) {
    assertThat(arguments.value("Payload"))
        .asString()
        .contains(MACHINE.replace("stateMachine", "execution") + ":", "force=");
    return Map.of("StatusCode", 200, "Payload", plan);
  }

  Object export(TaskArguments arguments) {
    String table = arguments.text("TableArn");
    if (tableIsGone) {
      throw new IllegalStateException("no such table");
    }
    exported.add(table + " to " + arguments.text("S3Bucket") + "/" + arguments.text("S3Prefix"));
    return description("arn-" + table, "IN_PROGRESS");
  }

  Object describe(TaskArguments arguments) {
    String arn = arguments.text("ExportArn");
    return description(arn, arn.equals("arn-" + exportFails) ? "FAILED" : "COMPLETED");
  }

  static Object description(String arn, String status) {
    return Map.of("ExportDescription", Map.of("ExportArn", arn, "ExportStatus", status));
  }

  Object train(TaskArguments arguments) {
    trained.add(arguments.text("JobName"));
    assertThat(arguments.text("JobQueue")).isEqualTo("queue");
    assertThat(arguments.text("JobDefinition")).isEqualTo("job");
    if (arguments.value("Parameters") instanceof Map<?, ?> parameters) {
      jobs.add(Map.copyOf(strings(parameters)));
    }
    return Map.of("Status", "SUCCEEDED");
  }

  Object listed(TaskArguments arguments) {
    assertThat(arguments.text("JobQueue")).isEqualTo("queue");
    assertThat(arguments.value("Filters"))
        .isEqualTo(List.of(Map.of("Name", "JOB_NAME", "Values", List.of("tidemark-v2"))));
    Map<String, Object> job = waiting.isEmpty() ? Map.of("Status", "RUNNING") : waiting.remove();
    return Map.of("JobSummaryList", List.of(job));
  }

  static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> copy = new TreeMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
