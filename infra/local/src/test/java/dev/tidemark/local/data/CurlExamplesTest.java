package dev.tidemark.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurlExamplesTest {
  @Test
  void shouldPrintCommandsWithRealIds() {
    assertThat(CurlExamples.curl(3000, new ExampleIds("13748", "22086")))
        .containsExactly(
            "curl -s 'http://localhost:3000/v1/users/13748/recommendations?count=5'",
            "curl -s -H 'Content-Type: application/json' -d"
                + " '{\"events\":[{\"userId\":\"13748\",\"itemId\":\"22086\",\"type\":\"view\","
                + "\"timestamp\":\"'$(date -u +%FT%TZ)'\"}]}' 'http://localhost:3000/v1/events'",
            "curl -s 'http://localhost:3000/v1/users/nobody-yet/recommendations?count=5'");
  }

  @Test
  void shouldSurviveAShellWhateverTheIds() throws Exception {
    // Given: a shell function that prints its arguments, one a line
    List<String> commands = CurlExamples.curl(1, new ExampleIds("a b/'$HOME\"\\", "it's $(id)"));
    String script = "curl() { printf '%s\\n' \"$@\"; }\n" + String.join("\n", commands);

    // When
    Process shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    List<String> lines =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

    // Then
    assertThat(lines)
        .contains("http://localhost:1/v1/users/a%20b%2F%27%24HOME%22%5C/recommendations?count=5");
    assertThat(lines.get(6))
        .startsWith(
            "{\"events\":[{\"userId\":\"a b/'$HOME\\\"\\\\\",\"itemId\":\"it's $(id)\",\"type\":");
  }

  @Test
  void shouldPutAnEventWhateverTheIds() throws Exception {
    // Given: a shell function that prints its fifth argument
    ExampleIds ids = new ExampleIds("a b/'$HOME\"\\", "it's $(id)");
    String script =
        "curl() { printf '%s' \"$5\"; }\n" + CurlExamples.putEvents(3001, "local-events", ids);

    // When
    Process shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    JsonNode entry = new ObjectMapper().readTree(shell.getInputStream()).path("Entries").path(0);

    // Then
    assertThat(entry.path("EventBusName").asText()).isEqualTo("local-events");
    JsonNode event = new ObjectMapper().readTree(entry.path("Detail").asText());
    assertThat(event.path("userId").asText()).isEqualTo(ids.user());
    assertThat(event.path("itemId").asText()).isEqualTo(ids.item());
    assertThat(Instant.parse(event.path("timestamp").asText())).isBefore(Instant.now());
  }
}
