package dev.tidemark.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.LocalValues;
import dev.tidemark.local.template.StateMachineDefinition;
import dev.tidemark.local.template.Template;
import dev.tidemark.local.template.TemplateReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The definition file and the template fit together; what does not is refused when read. */
class TrainingMachineTest {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  private final Template template = TemplateReader.read(TEMPLATE, Map.of("TrainingImage", "local"));

  @Test
  void shouldReadTheDefinitionWithTheTemplatesSubstitutions() {
    StateMachineDefinition machine = template.stateMachines().get(StateMachineDefinition.TRAINING);

    assertThat(DefinitionReader.read(machine.definition(), machine.substitutions()).startAt())
        .isEqualTo("WhatIsAsked");
    assertThat(machine.schedule()).isEqualTo("rate(7 days)");
  }

  @Test
  void shouldNameTheStateMachineAsItsFunctionDoes() {
    StateMachineDefinition machine = template.stateMachines().get(StateMachineDefinition.TRAINING);

    assertThat(machine.arn())
        .isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:local-training");
    assertThat(
            new LocalValues(template, Map.of("USER_KEY_SECRET", "file:///key"))
                .environmentOf(template.declaring("TRAINING_STATE_MACHINE").get(0)))
        .containsEntry("TRAINING_STATE_MACHINE", machine.arn());
  }

  @Test
  void shouldLeaveTrainingOutWithoutAnImage() {
    Template plain = TemplateReader.read(TEMPLATE);

    assertThat(plain.stateMachines()).isEmpty();
    assertThat(plain.jobs()).isEmpty();
    assertThat(plain.declaring("TRAINING_STATE_MACHINE")).isEmpty();
  }

  @Test
  void shouldKnowTheWordsOfTheJobsCommand() {
    List<String> command = template.jobs().get("TrainingJob");

    assertThat(command)
        .containsSubsequence("--version", "Ref::version", "--models", "s3://ModelBucket")
        .endsWith("Ref::champion", "--device", "gpu");
  }
}
