package dev.tidemark.ingestqueue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueConfigTest {

  @Test
  void shouldNameEverythingThatIsMissing() {
    assertThatThrownBy(() -> QueueConfig.of(Map.of("SQS_ENDPOINT", "nowhere")))
        .hasMessageContainingAll(
            "INTERACTIONS_TABLE",
            "RETENTION_DAYS",
            "IMPORT_STORE",
            "DEAD_LETTER_QUEUE",
            "SQS_ENDPOINT is 'nowhere'");
  }
}
