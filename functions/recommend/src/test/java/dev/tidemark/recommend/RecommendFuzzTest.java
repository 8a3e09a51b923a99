package dev.tidemark.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import dev.tidemark.store.fake.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken requests are the sender's fault, never the function's. */
class RecommendFuzzTest {
  private static final Path SAMPLES = Path.of("../../events");
  private static final FakeModel MODEL = new FakeModel(40);

  private final Client client =
      new Client(
          Serving.with(
              MODEL.modelPackage(), MODEL, new FakeShopData(), Client.USERS, Client.CLOCK));

  @ParameterizedTest
  @ValueSource(strings = {"filtered", "basket", "rank"})
  void shouldBlameTheSenderForABrokenBody(String sample) throws IOException {
    JsonNode event =
        Json.mapper().readTree(SAMPLES.resolve("recommend-" + sample + ".json").toFile());
    byte[] body = event.path("body").asText().getBytes(UTF_8);

    Fuzz.run(
        List.of(body),
        broken -> {
          ObjectNode request = event.deepCopy();
          request.put("body", Base64.getEncoder().encodeToString(broken));
          check(request.put("isBase64Encoded", true).toString().getBytes(UTF_8));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"filtered", "recommendations", "similar", "trending"})
  void shouldBlameTheSenderForABrokenEvent(String sample) throws IOException {
    byte[] event = Files.readAllBytes(SAMPLES.resolve("recommend-" + sample + ".json"));

    Fuzz.run(List.of(event), this::check);
  }

  private void check(byte[] event) {
    assertThat(client.call(event).path("statusCode").asInt()).isBetween(200, 499);
  }
}
