package dev.tidemark.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the functions' configuration of the log makes of an event. */
class LogFormatTest {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogFormatTest.class);

  @Test
  void shouldWriteOneLineOfJsonWithoutMessagesOfExceptions() throws Exception {
    // When
    String line =
        logged(
            () ->
                LOG.warn(
                    "{} of {} failed\nhere",
                    1,
                    "two",
                    new IllegalStateException("jane.doe's row")));

    // Then
    assertThat(line.strip()).doesNotContain("\n").doesNotContain("jane");
    JsonNode event = Json.mapper().readTree(line);
    List<String> members = new ArrayList<>();
    event.fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .containsExactlyInAnyOrder("timestamp", "level", "loggerName", "formattedMessage");
    assertThat(event.path("level").asText()).isEqualTo("WARN");
    assertThat(event.path("loggerName").asText()).isEqualTo(LogFormatTest.class.getName());
    assertThat(event.path("formattedMessage").asText()).isEqualTo("1 of two failed\nhere");
  }

  private static String logged(Runnable action) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>) root.getAppender("STDOUT");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var before = console.getOutputStream();
    console.setOutputStream(out);
    try {
      action.run();
    } finally {
      console.setOutputStream(before);
    }
    return out.toString(UTF_8);
  }
}
