package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.data.format.Given;
import dev.tidemark.local.Console;
import dev.tidemark.local.RunException;
import dev.tidemark.local.aws.Loopback;
import dev.tidemark.local.shop.SimulatedShop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private final Deque<String> script = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final List<JsonNode> bodies = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final StringWriter text = new StringWriter();
  private final Console console = new Console(new PrintWriter(text), false, () -> 0);
  private HttpServer server;
  private ImportApi api;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = Loopback.server("ingest", 0);
    server.createContext("/", this::answer);
    server.start();
    api =
        new ImportApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), waits::add);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSendItemsAndEventsInBatches() throws Exception {
    // Given
    new SimulatedShop(20, 1).write(folder);
    DataSet data = DataSet.read(folder, Given.NOTHING);

    // When
    new Importer(api, console).run(data);

    // Then
    long batches = (data.survey().keptEvents() + 499) / 500;
    assertThat(calls).hasSize(2 + (int) batches);
    assertThat(calls.subList(0, 3))
        .containsExactly("PUT /v1/items", "PUT /v1/items", "POST /v1/events");
    assertThat(bodies.get(0).path("items")).hasSize(500);
    assertThat(bodies.get(1).path("items")).hasSize(300);
    JsonNode item = bodies.get(0).path("items").get(0);
    assertThat(item.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("itemId", "title", "category", "price");
    JsonNode event = bodies.get(2).path("events").get(0);
    assertThat(event.path("timestamp").isIntegralNumber()).isTrue();
    assertThat(event.has("eventId")).isFalse();
    assertThat(text.toString()).contains("items stored, 2 already there", "2 x no good");
  }

  @Test
  void shouldSendRatingsAndPromotions() throws Exception {
    // Given
    Files.writeString(folder.resolve("items.csv"), "item_id\ni\n");
    Files.writeString(
        folder.resolve("events.csv"),
        """
        user_id,item_id,event_type,timestamp,rating,promotion
        u,i,rating,1764000000,4,spring sale
        u,i,view,1764000001,,
        """);

    // When
    new Importer(api, console).run(DataSet.read(folder, Given.NOTHING));

    // Then
    JsonNode events = bodies.get(1).path("events");
    assertThat(events.get(0).path("value").asDouble()).isEqualTo(4);
    assertThat(events.get(0).path("context").path("promotion").asText()).isEqualTo("spring sale");
    assertThat(events.get(1).has("context")).isFalse();
  }

  @Test
  void shouldSendContentVectors() throws Exception {
    // Given
    Files.writeString(folder.resolve("items.csv"), "item_id,vector\ni1,0.5 -2\n");
    Files.writeString(
        folder.resolve("events.csv"),
        "user_id,item_id,event_type,timestamp\nu1,i1,view,1764000000\n");

    // When
    new Importer(api, console).run(DataSet.read(folder, Given.NOTHING));

    // Then
    assertThat(bodies.get(0).path("items").get(0))
        .hasToString("{\"itemId\":\"i1\",\"vector\":[0.5,-2.0]}");
  }

  @Test
  void shouldWaitAsLongAsTheServiceAsksAndSendAgain() {
    // Given
    script.add("503 7");
    script.add("503 soon");
    script.add("503 9999");

    // When
    JsonNode answer = api.send("POST", "/v1/events", "{}".getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(answer.path("accepted").asInt()).isEqualTo(4);
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(30));
    assertThat(calls).hasSize(4);
  }

  @Test
  void shouldGiveUpAfterEightAttempts() {
    // Given
    for (int i = 0; i < 8; i++) {
      script.add("503 1");
    }

    // When, Then
    assertThatThrownBy(() -> api.send("POST", "/v1/events", new byte[0]))
        .isInstanceOf(RunException.class)
        .hasMessage("POST /v1/events was not available in 8 attempts");
  }

  @Test
  void shouldFailOnAnyOtherAnswer() {
    // Given
    script.add("413 0");

    // When, Then
    assertThatThrownBy(() -> api.send("POST", "/v1/events", new byte[0]))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("POST /v1/events answered 413: ");
  }

  @Test
  void shouldCountABatchWithoutAValidEntryAsRefused() {
    // Given
    script.add("422 0");

    // When
    JsonNode answer = api.send("POST", "/v1/events", new byte[0]);

    // Then
    assertThat(answer.path("rejected")).hasSize(1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length > 2) {
      bodies.add(new ObjectMapper().readTree(body));
    }
    String next = script.isEmpty() ? "202 0" : script.poll();
    exchange.getResponseHeaders().set("Retry-After", next.substring(4));
    byte[] answer =
        "{\"accepted\":4,\"duplicates\":1,\"rejected\":[{\"index\":0,\"error\":\"no good\"}]}"
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(Integer.parseInt(next.substring(0, 3)), answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
