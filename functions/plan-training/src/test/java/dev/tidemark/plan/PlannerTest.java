package dev.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.files.LocalFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  private static final Instant STARTED = Instant.parse("2026-11-25T12:01:02.345Z");
  private static final String OWN = "arn:aws:states:eu-central-1:1:execution:training:own";

  @TempDir private Path store;

  private final List<RunningExecution> running =
      new ArrayList<>(List.of(new RunningExecution(STARTED, OWN)));
  private final List<Instant> asked = new ArrayList<>();
  private long events;

  @BeforeEach
  void begin() {
    events = 0;
  }

  @Test
  void shouldPlanTheFirstModel() {
    events = 1000;

    Plan plan = plan(false);

    assertThat(plan.due()).isTrue();
    assertThat(plan.reason()).isEqualTo("at least 1,000 new events");
    assertThat(plan.modelVersion()).matches("20261125T120102Z-[0-9a-f]{8}");
    assertThat(plan.exportPrefix()).isEqualTo("exports/" + plan.modelVersion());
    assertThat(plan.champion()).isEmpty();
    assertThat(asked).containsExactly(Instant.EPOCH);
  }

  @Test
  void shouldCountSinceTheNewestModelWhetherItIsInServiceOrNot() throws Exception {
    events = 1000;
    model("20261120T000000Z-00000001");
    model("20261123T101112Z-00000002");
    model("by-hand");
    Files.createDirectories(store.resolve("models").resolve("20261124T000000Z-00000003"));
    Files.writeString(
        store.resolve("models").resolve("champion.json"),
        "{\"champion\": {\"modelVersion\": \"20261120T000000Z-00000001\","
            + " \"functionVersion\": \"7\"}, \"phase\": \"NONE\"}");

    Plan plan = plan(false);

    assertThat(plan.due()).isTrue();
    assertThat(plan.champion()).isEqualTo("20261120T000000Z-00000001");
    assertThat(asked).containsExactly(Instant.parse("2026-11-23T10:11:12Z"));
  }

  @Test
  void shouldEndWhereTooFewAreNew() throws Exception {
    events = 999;
    model("20261123T101112Z-00000002");

    Plan plan = plan(false);

    assertThat(plan)
        .isEqualTo(
            Plan.none(
                "about 999 new events since 20261123T101112Z-00000002, and 1,000 make a model due;"
                    + " {\"force\": true} trains all the same"));
  }

  @Test
  void shouldTrainOnFewEventsByForce() {
    assertThat(plan(true).due()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldEndWhereAnOlderTrainingIsUnderWayEvenByForce() {
    events = 1000;
    running.add(new RunningExecution(STARTED.minusMillis(1), "arn:other"));

    assertThat(plan(false)).isEqualTo(Plan.none("another training is under way: arn:other"));
    assertThat(plan(true).due()).isFalse();
  }

  @Test
  void shouldNotGiveWayToAYoungerTraining() {
    running.add(new RunningExecution(STARTED.plusMillis(1), "arn:other"));

    assertThat(plan(true).due()).isTrue();
  }

  @Test
  void shouldLetOneOfTwoTrainWhichAreStartedTogether() {
    RunningExecution one = new RunningExecution(STARTED, "arn:one");
    RunningExecution two = new RunningExecution(STARTED, "arn:two");

    assertThat(List.of(one.isAfter(two), two.isAfter(one), one.isAfter(one)))
        .containsExactly(false, true, false);
  }

  @Test
  void shouldNameTheModelAlikeAtEachAttempt() {
    events = 1000;

    assertThat(plan(false)).isEqualTo(plan(false));
    assertThat(ModelVersions.of(new PlanRequest("arn:a", "2026-11-25T12:01:02Z", false)))
        .isNotEqualTo(ModelVersions.of(new PlanRequest("arn:b", "2026-11-25T12:01:02Z", false)));
  }

  private void model(String version) throws Exception {
    Path folder = Files.createDirectories(store.resolve("models").resolve(version));
    Files.writeString(folder.resolve("manifest.json"), "{}");
  }

  private Plan plan(boolean force) {
    ModelRegistry models = new ModelRegistry(new LocalFolder(store));
    return new Planner(
            models,
            (from, enough) -> {
              asked.add(from);
              return events;
            },
            () -> running,
            1000)
        .plan(new PlanRequest(OWN, STARTED.toString(), force));
  }
}
