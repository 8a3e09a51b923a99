package dev.tidemark.local.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.template.Messaging;
import dev.tidemark.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private static final Messaging TEMPLATE =
      TemplateReader.read(Path.of("..", "..", "template.yaml")).messaging();
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String EVENT =
      "{\"detail-type\": \"Shopper Event\", \"source\":\"shop\", \"detail\":{\"userId\":\"ü\"}}";

  private final List<String> sent = new ArrayList<>();
  private final LocalBus bus =
      new LocalBus(TEMPLATE, Clock.systemUTC(), (queue, event) -> sent.add(queue + " " + event));

  @TempDir Path storage;

  @Test
  void shouldKeepEachMessageForItsOwnAccountAloneAndSendItAsItWas() throws IOException {
    letters().keep(DeadLetter.of(NOW, "no valid entry", EVENT));
    letters().keep(DeadLetter.of(NOW, "no valid entry", EVENT));

    assertThat(Files.getPosixFilePermissions(letters().folder()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(letters().count()).isEqualTo(2);
    assertThat(letters().sendAgain(bus::repeat)).isEqualTo(2);
    assertThat(sent).containsExactly("EventQueue " + EVENT, "EventQueue " + EVENT);
    assertThat(letters().count()).isZero();
  }

  @Test
  void shouldKeepAFileOnceHoweverOftenItIsSetAside() throws IOException {
    letters().keep(DeadLetter.of(NOW, "the file is cut", file("events/a.csv")));
    letters().keep(DeadLetter.of(NOW, "the file is cut", file("events/a.csv")));
    letters().keep(DeadLetter.of(NOW, "the file is cut", file("events/b.csv")));

    assertThat(letters().sendAgain(bus::repeat)).isEqualTo(2);
    assertThat(sent).allMatch(it -> it.startsWith("ImportQueue "));
  }

  @Test
  void shouldLeaveWhatNoQueueTakes() throws IOException {
    letters().keep(DeadLetter.of(NOW, "the message is not JSON", "{"));
    letters().keep(DeadLetter.of(NOW, "?", "{\"detail-type\":\"Order Placed\"}"));
    Files.writeString(letters().folder().resolve("damaged.json"), "{\"id\":");

    assertThat(letters().sendAgain(bus::repeat)).isZero();
    assertThat(letters().count()).isEqualTo(3);
  }

  @Test
  void shouldTellWhyEachWasSetAsideAndNothingOfWhatItHolds() throws IOException {
    letters().keep(DeadLetter.of(NOW, "no valid entry", EVENT));
    Files.writeString(letters().folder().resolve("damaged.json"), "{\"id\":");

    assertThat(letters().told())
        .containsExactly(new SetAside(NOW.toString(), "Shopper Event", "no valid entry"));
  }

  @Test
  void shouldTellWhatAMessageIsAboutInOneLine() {
    assertThat(DeadLetter.of(NOW, "?", EVENT).about()).isEqualTo("Shopper Event");
    assertThat(DeadLetter.of(NOW, "?", file("events/a\\nb.csv")).about())
        .isEqualTo("events/a?b.csv");
    assertThat(DeadLetter.of(NOW, "?", "me@example.com").about()).isEqualTo("a message");
  }

  private DeadLetters letters() {
    return new DeadLetters(storage.resolve("dead-letters"));
  }

  private static String file(String key) {
    return "{\"detail-type\":\"Object Created\",\"source\":\"aws.s3\",\"detail\":{\"bucket\":{\"name\":\""
        + TEMPLATE.notifyingBuckets().get(0)
        + "\"},\"object\":{\"key\":\""
        + key
        + "\"}}}";
  }
}
