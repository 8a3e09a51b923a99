package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.store.fake.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How executions are kept: killed, damaged, stopped. */
class ExecutionsTest extends ExecutionCase {
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
}
