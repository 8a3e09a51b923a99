package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** SAM passes over variables that no function declares, without a word. */
class SamLocalTest {
  private static final Path HOME = Path.of("..", "..");

  @Test
  void shouldNameDeclaredVariablesInTheFileForSamLocal() throws IOException {
    // Given
    Set<String> declared = new TreeSet<>();
    Template template = TemplateReader.read(HOME.resolve("template.yaml"));
    template.functions().forEach(function -> declared.addAll(function.environment().keySet()));

    // When
    Set<String> named = new TreeSet<>();
    new ObjectMapper()
        .readTree(Files.readString(HOME.resolve("events/sam-local.json")))
        .path("Parameters")
        .fieldNames()
        .forEachRemaining(named::add);

    // Then
    assertThat(named).contains("DYNAMODB_ENDPOINT", "SECRETS_ENDPOINT", "S3_ENDPOINT");
    assertThat(declared).containsAll(named);
  }
}
