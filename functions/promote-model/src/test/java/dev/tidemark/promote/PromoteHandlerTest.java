package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.lambda.FixedContext;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromoteHandlerTest {
  private static final Path EVENTS = Path.of("..", "..", "events");
  private static final String MODEL = "20261124T131500Z-1a2b3c4d";

  private final Shop shop = new Shop();
  private final List<String> lines = new ArrayList<>();
  private final PromoteHandler handler =
      new PromoteHandler(
          shop.promotion(Fuse.none()),
          new Refusals(shop.registry, new Metrics("PromoteModel", lines::add)));

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
  void shouldTellASeriesOfRefusalsUntilOneIsPublished() throws IOException {
    // Given
    shop.train("m1", "");
    shop.promote("m1");
    for (String model : List.of("m2", "m3", "m4")) {
      shop.train(model, Shop.comparison(400, 0.06, 0.01, "m1", 0.07));
    }
    shop.train("m5", "m1");

    // When, then
    assertThat(publish("m2")).isEqualTo("worse than model m1: ndcg@10 0.0600 against 0.0700");
    assertThat(refusalsInARow()).isEqualTo(1);
    publish("m3");
    assertThat(publish("m4")).endsWith("against 0.0700; 3 models in a row are refused");
    assertThat(refusalsInARow()).isEqualTo(3);
    assertThat(publish("m5")).startsWith("published");
    assertThat(refusalsInARow()).isZero();
  }

  private String publish(String model) throws IOException {
    lines.clear();
    return handle("{\"step\":\"publish\",\"modelVersion\":\"" + model + "\"}")
        .path("reason")
        .asText();
  }

  private int refusalsInARow() throws IOException {
    assertThat(lines).hasSize(1);
    return Json.mapper().readTree(lines.get(0)).path("RefusalsInARow").asInt(-1);
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
