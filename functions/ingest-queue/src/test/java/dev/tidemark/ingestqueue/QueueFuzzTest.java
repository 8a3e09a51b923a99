package dev.tidemark.ingestqueue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.store.fake.Fuzz;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.PutByHand;
import dev.tidemark.store.tables.PutResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken message is taken in or set aside: one that came again would come for ever. */
class QueueFuzzTest {
  private static final Path SAMPLES = Path.of("../../events");
  private static final byte[] FILE =
      "user_id,item_id,event_type,timestamp\nu,i,view,1764000000\n".getBytes(UTF_8);

  private final Queue queue =
      new Queue(
          new Ports(
              new PutByHand(batch -> new PutResult(batch.size(), 0, 0)),
              new InMemoryCatalogueStore(),
              new Pseudonymiser(new byte[32]),
              Clock.systemUTC()),
          key -> Optional.of(new ByteArrayInputStream(FILE)));

  @ParameterizedTest
  @ValueSource(strings = {"events", "items", "file"})
  void shouldNeverBeDeliveredAgain(String sample) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (JsonNode message :
        Json.mapper()
            .readTree(SAMPLES.resolve("ingest-queue-" + sample + ".json").toFile())
            .path("Records")) {
      bodies.add(message.path("body").asText().getBytes(UTF_8));
    }

    Fuzz.run(
        bodies,
        broken -> {
          assertThat(queue.deliver(new String(broken, UTF_8))).isEmpty();
          queue.reasons().clear();
          queue.rests().clear();
        });
  }
}
