package dev.tidemark.local.template;

import static dev.tidemark.local.template.TemplateRule.ARNS_NAME_THE_PARTITION;
import static dev.tidemark.local.template.TemplateRule.STATES_LEAD_SOMEWHERE;
import static dev.tidemark.local.template.TemplateRule.SUBSTITUTIONS_MATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.TemplateFaults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's template keeps every rule, and every rule sees its fault. */
class TemplateRulesTest {
  @ParameterizedTest
  @EnumSource
  void shouldHoldInOurTemplate(TemplateRule rule) {
    assertThat(rule.breaches(TemplateFaults.OURS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldInASoundTemplateOfEveryKind(TemplateRule rule) {
    assertThat(rule.breaches(TemplateFaults.SOUND)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.tidemark.local.template.TemplateFaults#all")
  void shouldSeeTheFault(Fault fault) {
    assertThat(fault.rule().breaches(fault.template())).isNotEmpty();
  }

  @Test
  void shouldBeTriedOnAFaultEach() {
    assertThat(TemplateFaults.all().map(Fault::rule)).contains(TemplateRule.values());
  }

  @ParameterizedTest
  @MethodSource("definitionFaults")
  void shouldSeeTheFaultInADefinition(
      TemplateRule rule, String sound, String broken, @TempDir Path folder) throws IOException {
    // Given
    String text = Files.readString(TemplateFaults.SOUND_FILE.resolveSibling("sound.asl.json"));
    Path file = folder.resolve("broken.asl.json");
    Files.writeString(file, text.replace(sound, broken));

    // When, then
    assertThat(text).contains(sound);
    assertThat(
            rule.breaches(
                TemplateFaults.SOUND.with(
                    TemplateFaults.MACHINE + "DefinitionUri", file.toString())))
        .isNotEmpty();
  }

  static Stream<Object[]> definitionFaults() {
    return Stream.of(
        new Object[] {ARNS_NAME_THE_PARTITION, "${Function}", "arn:aws:states:::lambda:invoke"},
        new Object[] {SUBSTITUTIONS_MATCH, "${Function}", "${Elsewhere}"},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Due\"", "\"Next\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Due\",", ""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Failed\"", "\"Next\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Both\"", "\"Next\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Default\": \"NotDue\"", "\"Default\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"StartAt\": \"Ask\"", "\"StartAt\": \"Nowhere\""},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"StartAt\": \"Wait\"", "\"StartAt\": \"Ask\""},
        new Object[] {STATES_LEAD_SOMEWHERE, ", \"End\": true}}}", "}}}"},
        new Object[] {STATES_LEAD_SOMEWHERE, "\"Next\": \"Failed\"", "\"Next\": \"NotDue\""});
  }
}
