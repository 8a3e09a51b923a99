package dev.tidemark.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What AWS asks for of the queues of the product's own template, and no linter looks at. */
class QueuesTest {
  private final Template template = TemplateReader.read(Path.of("..", "..", "template.yaml"));
  private final Messaging messaging = template.messaging();

  @Test
  void shouldHideAMessageForSixTimesTheFunctionsTimeout() {
    assertThat(messaging.mappings()).isNotEmpty();
    for (Messaging.Mapping mapping : messaging.mappings()) {
      FunctionDefinition function =
          template.functions().stream()
              .filter(candidate -> candidate.id().equals(mapping.function()))
              .findFirst()
              .orElseThrow();
      assertThat(queue(mapping.queue()).visibility())
          .as(mapping.queue())
          .isGreaterThanOrEqualTo(function.timeout().multipliedBy(6));
    }
  }

  @Test
  void shouldGiveUpAMessageAfterAFewDeliveries() {
    List<String> deadLetterQueues = messaging.deadLetterQueues();
    for (Messaging.Mapping mapping : messaging.mappings()) {
      assertThat(queue(mapping.queue()).deadLetters()).isIn(deadLetterQueues);
      assertThat(queue(mapping.queue()).maxReceives()).isBetween(3, 10);
    }
    assertThat(deadLetterQueues).allMatch(id -> queue(id).deadLetters().isEmpty());
  }

  private Messaging.Queue queue(String id) {
    return messaging.queues().stream().filter(q -> q.id().equals(id)).findFirst().orElseThrow();
  }
}
