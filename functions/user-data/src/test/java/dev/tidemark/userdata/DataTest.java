package dev.tidemark.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataTest {
  private static final Path SAMPLE = Path.of("../../events/user-data-get.json");

  private final Shop shop = new Shop();
  private final Client client = new Client(shop.stores(), () -> Shop.NOW);

  @Test
  void shouldTellTheUserOfTheSampleAllFields() throws IOException {
    shop.did("user 42", 1);
    shop.recommended("m1", 0, List.of(Shop.USERS.keyOf("user 42")));

    Client.Answer answer = client.call(Files.readAllBytes(SAMPLE));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().path("content-type").asText()).isEqualTo("application/x-ndjson");
    assertThat(answer.text())
        .isEqualTo(
            "{\"kind\":\"recommendations\",\"userKey\":\""
                + Shop.USERS.keyOf("user 42").value()
                + "\",\"modelVersion\":\"m1\"}\n"
                + "{\"kind\":\"event\",\"eventId\":\"e0\",\"itemId\":\"i\",\"type\":\"view\","
                + "\"timestamp\":\"2026-11-27T11:43:20.123Z\",\"sequence\":7,\"value\":1.5,"
                + "\"price\":2.0,\"quantity\":3,\"context\":{\"device\":\"phone\"}}\n");
  }

  @Test
  void shouldTellEachEventOncePageByPage() {
    // Given
    shop.did("u", 11);

    // When
    List<String> events = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      List<JsonNode> lines =
          client.data("u", next.isEmpty() ? Map.of() : Map.of("next", next)).lines();
      next = "";
      for (JsonNode line : lines) {
        if (line.path("kind").asText().equals("next")) {
          next = line.path("next").asText();
        } else {
          events.add(line.path("eventId").asText());
        }
      }
      pages++;
    } while (!next.isEmpty());

    // Then
    assertThat(events).hasSize(11).doesNotHaveDuplicates();
    assertThat(pages).isGreaterThan(2);
  }

  @Test
  void shouldTellOfAnErasedUserWhenThatWas() {
    shop.did("u", 3);
    client.erase("u");

    assertThat(client.data("u", Map.of()).text())
        .isEqualTo("{\"kind\":\"erasure\",\"erasedAt\":\"2026-11-27T12:00:00.123Z\"}\n");
  }

  @Test
  void shouldTellNothingOfWhomNothingIsHeld() {
    Client.Answer answer = client.data("nobody", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
  }

  @Test
  void shouldRefuseAPlaceThatIsNone() {
    Client.Answer answer = client.data("u", Map.of("next", "%%"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("next");
  }
}
