package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PromoteHandlerTest {
  private static final Path EVENTS = Path.of("..", "..", "events");
  private static final String MODEL = "20261124T131500Z-1a2b3c4d";

  private final Shop shop = new Shop();
  private final PromoteHandler handler = new PromoteHandler(shop.promotion(Fuse.none()));

  @Test
  void shouldAnswerTheSampleThatPublishes() throws IOException {
    shop.train(MODEL, "");

    JsonNode answer = handle(Files.readString(EVENTS.resolve("promote-model-publish.json")));

    assertThat(answer)
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"outcome\":\"published\",\"reason\":\"published as version 2\","
                        + "\"functionVersion\":\"2\",\"modelVersion\":\""
                        + MODEL
                        + "\"}"));
  }

  @Test
  void shouldAnswerTheSampleThatRollsBack() throws IOException {
    shop.train(MODEL, "");
    shop.promote(MODEL);

    JsonNode answer = handle(Files.readString(EVENTS.resolve("promote-model-rollback.json")));

    assertThat(answer.path("outcome").asText()).isEqualTo("done");
  }

  @Test
  void shouldNameWhatIsWrongWithAnEvent() {
    assertThatThrownBy(() -> handle("{\"step\":\"deploy\",\"modelVersion\":\"m1\"}"))
        .hasMessage(
            "step 'deploy' is not accepted; give one of publish, ready, canary, check, shift, back,"
                + " rollback, experiment, settle");
    assertThatThrownBy(() -> handle("{\"step\":\"publish\"}"))
        .hasMessage("modelVersion is missing; give the version of a model");
    assertThatThrownBy(() -> handle("{\"step\":\"publish\",\"modelVersion\":\"../m1\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model version '../m1' is not accepted");
  }

  private JsonNode handle(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        out,
        new FixedContext("request", 60_000));
    return Json.mapper().readTree(out.toByteArray());
  }
}
