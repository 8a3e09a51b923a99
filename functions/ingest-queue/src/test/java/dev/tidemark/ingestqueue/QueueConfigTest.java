package dev.tidemark.ingestqueue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lambda.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueConfigTest {

  @Test
  void shouldNameEverythingThatIsMissing() {
    assertThatThrownBy(() -> Environment.read(Map.of("SQS_ENDPOINT", "nowhere"), QueueConfig::new))
        .hasMessageContainingAll(
            "INTERACTIONS_TABLE",
            "RETENTION_DAYS",
            "IMPORT_STORE",
            "IMPORT_QUEUE",
            "DEAD_LETTER_QUEUE",
            "SQS_ENDPOINT is 'nowhere'");
  }
}
