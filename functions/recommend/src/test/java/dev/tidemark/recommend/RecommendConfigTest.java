package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lambda.Environment;
import dev.tidemark.model.Experiment;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendConfigTest {
  @Test
  void shouldReadTheEnvironment() {
    RecommendConfig config =
        Environment.read(
            Map.of(
                "INTERACTIONS_TABLE", "interactions",
                "CATALOGUE_TABLE", "catalogue",
                "COUNTERS_TABLE", "counters",
                "USER_KEY_SECRET", "file:///key",
                "MODEL_STORE", "s3://models",
                "MODEL_VERSION", "",
                "DYNAMODB_ENDPOINT", "http://localhost:8000",
                "S3_ENDPOINT", ""),
            RecommendConfig::new);

    assertThat(config.interactionsTable()).isEqualTo("interactions");
    assertThat(config.modelVersion()).isEmpty();
    assertThat(config.experiment()).isEqualTo(Experiment.NONE);
    assertThat(config.dynamoDbEndpoint()).contains(URI.create("http://localhost:8000"));
    assertThat(config.s3Endpoint()).isEmpty();
    assertThat(config.secretsEndpoint()).isEmpty();
  }

  @Test
  void shouldReadTheExperimentThatPromotionWrote() {
    Map<String, String> variables =
        Map.of(
            "INTERACTIONS_TABLE", "interactions",
            "CATALOGUE_TABLE", "catalogue",
            "COUNTERS_TABLE", "counters",
            "USER_KEY_SECRET", "file:///key",
            "MODEL_STORE", "s3://models",
            "MODEL_VERSION", "m1",
            "EXPERIMENT_VERSION", "m2",
            "EXPERIMENT_SHARE", "20");
    Map<String, String> shareless = new HashMap<>(variables);
    shareless.remove("EXPERIMENT_SHARE");

    assertThat(Environment.read(variables, RecommendConfig::new).experiment())
        .isEqualTo(new Experiment("m2", 20));
    assertThatThrownBy(() -> Environment.read(shareless, RecommendConfig::new))
        .hasMessageContaining("EXPERIMENT_SHARE is missing");
  }

  @Test
  void shouldNameEverythingThatIsMissing() {
    assertThatThrownBy(() -> Environment.read(Map.of("MODEL_STORE", ""), RecommendConfig::new))
        .hasMessageContainingAll(
            "INTERACTIONS_TABLE",
            "CATALOGUE_TABLE",
            "COUNTERS_TABLE",
            "USER_KEY_SECRET",
            "MODEL_STORE")
        .hasMessageNotContaining("MODEL_VERSION");
  }
}
