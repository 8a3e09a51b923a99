package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways through the state machine of training. */
class TrainingPathsTest extends ExecutionCase {
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
  void shouldWaitForAMachine() {
    waiting.add(Map.of("Status", "RUNNABLE", "CreatedAt", System.currentTimeMillis()));
    waiting.add(Map.of("Status", "STARTING"));

    assertThat(run(executions().start(Map.of())).status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(waiting).isEmpty();
  }

  @Test
  void shouldNotWaitForDaysWhereNoMachineComes() {
    long sixHoursAgo = System.currentTimeMillis() - Duration.ofHours(6).toMillis();
    waiting.add(
        Map.of("Status", "RUNNABLE", "CreatedAt", sixHoursAgo, "StatusReason", "UNDETERMINED"));
    Execution execution = executions().start(Map.of());

    assertThatThrownBy(() -> run(execution))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("L-3819A6DF")
        .hasMessageEndingWith("UNDETERMINED");
    assertThat(steps).isEmpty();
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
}
