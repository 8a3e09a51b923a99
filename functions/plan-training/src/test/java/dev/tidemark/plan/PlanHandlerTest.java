package dev.tidemark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.store.files.LocalFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanHandlerTest {
  private static final Path SAMPLE = Path.of("..", "..", "events", "plan-training.json");

  @TempDir private Path store;

  @Test
  void shouldAnswerTheSamplePayload() throws Exception {
    JsonNode answer = answer(Files.readAllBytes(SAMPLE));

    assertThat(answer.path("due").asBoolean()).isTrue();
    assertThat(answer.path("modelVersion").asText()).startsWith("20261125T120000Z-");
    assertThat(answer.path("exportPrefix").asText())
        .isEqualTo("exports/" + answer.path("modelVersion").asText());
    assertThat(answer.path("champion").asText("missing")).isEmpty();
    assertThat(answer.path("reason").asText()).isNotBlank();
  }

  @Test
  void shouldRefuseAPayloadThatIsNotTheStateMachines() {
    assertThatThrownBy(() -> answer("{\"force\": true}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("executionArn");
  }

  @Test
  void shouldNameEveryVariableThatIsMissing() {
    assertThatThrownBy(() -> Environment.read(Map.of("ENOUGH_NEW_EVENTS", "none"), PlanConfig::new))
        .hasMessageContainingAll(
            "INTERACTIONS_TABLE", "MODEL_STORE", "TRAINING_STATE_MACHINE", "'none'");
  }

  private JsonNode answer(byte[] payload) throws IOException {
    Planner planner =
        new Planner(
            new ModelRegistry(new LocalFolder(store)), (from, enough) -> enough, List::of, 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PlanHandler(planner)
        .handleRequest(new ByteArrayInputStream(payload), out, new FixedContext("request", 1000));
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
