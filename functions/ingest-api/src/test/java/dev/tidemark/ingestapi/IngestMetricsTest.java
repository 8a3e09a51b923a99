package dev.tidemark.ingestapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.ingest.Ports;
import dev.tidemark.lambda.Json;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.fake.InMemoryCatalogueStore;
import dev.tidemark.store.fake.InMemoryInteractionStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestMetricsTest {
  private static final Pseudonymiser USERS = new Pseudonymiser(new byte[32]);

  private final List<String> lines = new ArrayList<>();
  private final Metrics metrics = new Metrics("ingest-api", lines::add);
  private final Ports ports =
      new Ports(
          new InMemoryInteractionStore(), new InMemoryCatalogueStore(), USERS, Clock.systemUTC());
  private final Client client = new Client(ports, metrics);

  @Test
  void shouldCountWhatBecameOfEventsWithoutTellingWhose() throws IOException {
    // Given
    String event = event("jane.doe@example.com", "lamp-7");

    // When
    client.events("{\"events\":[" + event + "," + event("jane.doe@example.com", "") + "]}");
    client.events("{\"events\":[" + event + "]}");

    // Then
    assertThat(lines).hasSize(2);
    assertThat(counts(lines.get(0))).containsExactly(1, 0, 1, 0, 1);
    assertThat(counts(lines.get(1))).containsExactly(0, 1, 0, 0, 0);
    assertThat(lines)
        .noneMatch(line -> line.contains("jane"))
        .noneMatch(line -> line.contains(USERS.keyOf("jane.doe@example.com").value()))
        .noneMatch(line -> line.contains("lamp"));
  }

  @Test
  void shouldNotCountPriming() {
    metrics.muted(() -> RequestRehearsal.run(ports, metrics));

    assertThat(lines).isEmpty();
  }

  private static String event(String user, String item) {
    return String.format(
        "{\"eventId\":\"e\",\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"view\",\"timestamp\":1764000000000}",
        user, item);
  }

  private static List<Integer> counts(String line) throws IOException {
    JsonNode values = Json.mapper().readTree(line);
    List<Integer> counts = new ArrayList<>();
    for (String name :
        List.of(
            "AcceptedEvents",
            "DuplicateEvents",
            "RejectedEvents",
            "UnacknowledgedEvents",
            "ColdStarts")) {
      counts.add(values.path(name).asInt(-1));
    }
    return counts;
  }
}
