package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionReaderTest {
  @TempDir private Path folder;

  @Test
  void shouldPutInWhatTheTemplateSubstitutes() throws Exception {
    Definition definition =
        read(
            machine("{'A': {'Type': 'Task', 'Resource': '${What}', 'End': true}}"),
            Map.of("What", "it"));

    assertThat(((State.Task) definition.state("A")).resource()).isEqualTo("it");
  }

  @Test
  void shouldRefuseAPlaceholderWithoutASubstitution() {
    assertRefused(
        machine("{'A': {'Type': 'Task', 'Resource': '${What}', 'End': true}}"),
        "without a substitution: [What]");
  }

  @Test
  void shouldRefuseASubstitutionThatNothingAsksFor() {
    assertThatThrownBy(() -> read(machine("{'A': {'Type': 'Succeed'}}"), Map.of("Spare", "x")))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("substitutions that nothing asks for: [Spare]");
  }

  @Test
  void shouldRefuseANextThatLeadsNowhere() {
    assertRefused(
        machine("{'A': {'Type': 'Pass', 'Next': 'Elsewhere'}}"),
        "there is no state 'Elsewhere' to go to");
    assertRefused(
        machine(
            "{'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'B'}],"
                + " 'Default': 'C'}, 'B': {'Type': 'Succeed'}}"),
        "there is no state 'C' to go to");
    assertRefused(
        machine(
            "{'A': {'Type': 'Task', 'Resource': 'r', 'End': true,"
                + " 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'D'}]}}"),
        "there is no state 'D' to go to");
  }

  @Test
  void shouldRefuseAStateThatNothingLeadsTo() {
    assertRefused(
        machine("{'A': {'Type': 'Succeed'}, 'B': {'Type': 'Succeed'}}"),
        "nothing leads to the states [B]");
  }

  @Test
  void shouldRefuseByNameWhatItDoesNotKnow() {
    assertRefused(machine("{'A': {'Type': 'Map'}}"), "states of type Map");
    assertRefused(
        machine("{'A': {'Type': 'Wait', 'Timestamp': '2027-01-01', 'Seconds': 1, 'End': true}}"),
        "A: the local run does not know [Timestamp]");
    assertRefused(
        machine("{'A': {'Type': 'Pass', 'Parameters': {}, 'ResultPath': '$', 'End': true}}"),
        "A: the local run does not know [Parameters, ResultPath]");
    assertRefused(
        "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}, 'QueryLanguage': 'JSONPath'}",
        "QueryLanguage must be JSONata");
  }

  @Test
  void shouldRefuseAnExpressionThatCannotBeRead() {
    assertRefused(
        machine("{'A': {'Type': 'Pass', 'Output': {'sum': '{% 1 + %}'}, 'End': true}}"),
        "A.Output.sum: ' 1 + '");
  }

  @Test
  void shouldRefuseAFieldThatIsMissing() {
    assertRefused(machine("{'A': {'Type': 'Pass'}}"), "A.End is missing");
    assertRefused(machine("{'A': {'Type': 'Wait', 'End': true}}"), "A.Seconds is missing");
  }

  private void assertRefused(String json, String message) {
    assertThatThrownBy(() -> read(json, Map.of()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(message);
  }

  private static String machine(String states) {
    return "{'QueryLanguage': 'JSONata', 'StartAt': 'A', 'States': " + states + "}";
  }

  private Definition read(String json, Map<String, String> substitutions) throws IOException {
    Path file = Files.writeString(folder.resolve("m.asl.json"), json.replace('\'', '"'));
    return DefinitionReader.read(file, substitutions);
  }
}
