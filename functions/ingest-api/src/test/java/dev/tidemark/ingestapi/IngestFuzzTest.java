package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.Fuzz;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.PutResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken bodies and broken events of the gateway are the sender's fault, never the function's. */
class IngestFuzzTest {
  private static final Path SAMPLES = Path.of("../../events");

  private final Client client =
      new Client(
          new Ports(
              new PutByHand(batch -> new PutResult(batch.size(), 0, 0)),
              new InMemoryCatalogueStore(),
              new Pseudonymiser(new byte[32]),
              Clock.systemUTC()));

  @ParameterizedTest
  @ValueSource(strings = {"events", "items", "item-changes", "merge"})
  void shouldBlameTheSenderForABrokenBody(String sample) throws IOException {
    JsonNode event =
        Json.mapper().readTree(SAMPLES.resolve("ingest-api-" + sample + ".json").toFile());
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
  @ValueSource(strings = {"events", "items", "item-changes", "merge"})
  void shouldBlameTheSenderForABrokenEvent(String sample) throws IOException {
    byte[] event = Files.readAllBytes(SAMPLES.resolve("ingest-api-" + sample + ".json"));

    Fuzz.run(List.of(event), this::check);
  }

  private void check(byte[] event) {
    assertThat(client.call(event).status()).isBetween(200, 499);
  }
}
