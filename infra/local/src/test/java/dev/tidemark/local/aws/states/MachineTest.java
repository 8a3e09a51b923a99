package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.local.aws.TaskArguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> visited = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @Test
  void shouldPassDataFromStateToState() throws Exception {
    Object output =
        run(
            "{'A': {'Type': 'Pass', 'Output': {'sum': '{% $states.input.n + 1 %}', 'is': 'so'},"
                + " 'Next': 'B'},"
                + "'B': {'Type': 'Task', 'Resource': 'echo', 'Arguments':"
                + " {'sum': '{% $states.input.sum %}', 'id': '{% $states.context.Execution.Id %}'},"
                + " 'Output': '{% $merge([$states.input, $states.result]) %}', 'Next': 'C'},"
                + "'C': {'Type': 'Succeed'}}");

    assertThat(output).isEqualTo(Map.of("sum", 42, "is", "so", "echoed", "42 execution-1"));
    assertThat(visited).containsExactly("A", "B", "C");
  }

  @Test
  void shouldGoWhereTheFirstConditionHolds() throws Exception {
    String states =
        "{'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% $states.input.n > 50 %}', 'Next':"
            + " 'B'}, {'Condition': '{% $states.input.n = %d %}', 'Next': 'C'}], 'Default': 'D'},"
            + "'B': {'Type': 'Succeed'}, 'C': {'Type': 'Succeed'}, 'D': {'Type': 'Succeed'}}";

    run(states.replace("%d", "41"));
    assertThat(visited).containsExactly("A", "C");
    visited.clear();
    run(states.replace("%d", "40"));
    assertThat(visited).containsExactly("A", "D");
  }

  @Test
  void shouldLetTimePass() throws Exception {
    run("{'A': {'Type': 'Wait', 'Seconds': '{% $states.input.n %}', 'End': true}}");

    assertThat(pauses).containsExactly(Duration.ofSeconds(41));
  }

  @Test
  void shouldCollectWhatBranchesComeTo() throws Exception {
    String branch =
        "{'StartAt': 'X', 'States': {'X': {'Type': 'Pass', 'Output': '{% $states.input.n + %d %}',"
            + " 'End': true}}}";
    Object output =
        run(
            "{'A': {'Type': 'Parallel', 'End': true, 'Branches': ["
                + branch.replace("%d", "1")
                + ","
                + branch.replace("%d", "2")
                + "]}}");

    assertThat(output).isEqualTo(List.of(42, 43));
    assertThat(visited).containsExactly("A");
  }

  @Test
  void shouldTryAgainWithGrowingPauses() throws Exception {
    failures.addAll(List.of("Throttled", "Throttled"));

    assertThat(run(retrying("Throttled"))).isEqualTo("through");
    assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  @Test
  void shouldGiveUpAfterItsAttempts() {
    failures.addAll(List.of("Throttled", "Throttled", "Throttled"));

    assertThatThrownBy(() -> run(retrying("Throttled")))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.error()).isEqualTo("Throttled"));
  }

  @Test
  void shouldNotTryAgainAfterAnotherError() {
    failures.add("Refused");

    assertThatThrownBy(() -> run(retrying("Throttled"))).isInstanceOf(TaskFailedException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldGoToTheStateThatCatches() throws Exception {
    failures.add("Refused");
    Object output =
        run(
            "{'A': {'Type': 'Task', 'Resource': 'fail', 'End': true, 'Catch': [{'ErrorEquals':"
                + " ['Other'], 'Next': 'B'}, {'ErrorEquals': ['States.ALL'], 'Next': 'C',"
                + " 'Output': {'n': '{% $states.input.n %}', 'why': '{%"
                + " $states.errorOutput.Error %}'}}]},"
                + "'B': {'Type': 'Succeed'}, 'C': {'Type': 'Succeed'}}");

    assertThat(output).isEqualTo(Map.of("n", 41, "why", "Refused"));
  }

  @Test
  void shouldFailWithTheCauseThatIsGiven() {
    assertThatThrownBy(
            () ->
                run(
                    "{'A': {'Type': 'Fail', 'Error': 'Why',"
                        + " 'Cause': '{% \"n is \" & $states.input.n %}'}}"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("n is 41");
  }

  @Test
  void shouldFailWhereAnExpressionComesToNothing() {
    assertThatThrownBy(
            () -> run("{'A': {'Type': 'Pass', 'Output': '{% $states.input.none %}', 'End': true}}"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("$states.input.none");
  }

  @Test
  void shouldRefuseAResourceThatIsNotThere() {
    assertThatThrownBy(() -> run("{'A': {'Type': 'Task', 'Resource': 'sns', 'End': true}}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("A: the local run does not know the resource sns");
  }

  private static String retrying(String error) {
    return "{'A': {'Type': 'Task', 'Resource': 'fail', 'End': true, 'Retry': [{'ErrorEquals': ['"
        + error
        + "'], 'IntervalSeconds': 5, 'MaxAttempts': 2, 'BackoffRate': 3}]}}";
  }

  private Object run(String states) throws Exception {
    String json = "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': " + states + "}";
    Definition definition =
        DefinitionReader.definition(
            new ObjectMapper()
                .readValue(json.replace("\"", "\\\"").replace('\'', '"'), Object.class),
            "m");
    Machine machine =
        new Machine(definition, Map.of("echo", this::echo, "fail", this::fail), pauses::add);
    return machine.run(
        machine.first(Map.of("n", 41)),
        Map.of("Execution", Map.of("Id", "execution-1")),
        step -> visited.add(step.state()));
  }

  private Object echo(TaskArguments arguments) {
    return Map.of("echoed", arguments.text("sum") + " " + arguments.text("id"));
  }

  private Object fail(TaskArguments arguments) {
    if (!failures.isEmpty()) {
      throw new TaskFailedException(failures.remove(0), "as told");
    }
    return "through";
  }
}
