package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestConfigTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "INTERACTIONS_TABLE", "interactions",
          "CATALOGUE_TABLE", "catalogue",
          "USER_KEY_SECRET", "file:///key",
          "RETENTION_DAYS", "730",
          "DYNAMODB_ENDPOINT", "http://localhost:8000",
          "SECRETS_ENDPOINT", "");

  @Test
  void shouldReadTheEnvironment() {
    IngestConfig config = Environment.read(COMPLETE, IngestConfig::new);

    assertThat(config.interactionsTable()).isEqualTo("interactions");
    assertThat(config.catalogueTable()).isEqualTo("catalogue");
    assertThat(config.userKeySecret()).isEqualTo("file:///key");
    assertThat(config.retention()).isEqualTo(Duration.ofDays(730));
    assertThat(config.dynamoDbEndpoint()).contains(URI.create("http://localhost:8000"));
    assertThat(config.secretsEndpoint()).isEmpty();
  }

  @Test
  void shouldNameEverythingThatIsMissing() {
    assertThatThrownBy(() -> Environment.read(Map.of("CATALOGUE_TABLE", " "), IngestConfig::new))
        .hasMessageContainingAll(
            "INTERACTIONS_TABLE", "CATALOGUE_TABLE", "USER_KEY_SECRET", "RETENTION_DAYS")
        .hasMessageNotContaining("ENDPOINT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "two years", "36501"})
  void shouldRefuseARetentionThatIsNone(String days) {
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.put("RETENTION_DAYS", days);

    assertThatThrownBy(() -> Environment.read(environment, IngestConfig::new))
        .hasMessageContainingAll("RETENTION_DAYS", "'" + days + "'");
  }
}
