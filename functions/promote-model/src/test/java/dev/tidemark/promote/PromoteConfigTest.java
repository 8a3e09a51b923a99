package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lambda.Environment;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromoteConfigTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "MODEL_STORE", "s3://models",
          "RECOMMEND_FUNCTION", "recommend",
          "RECOMMEND_ALIAS", "live",
          "FEWEST_TEST_EVENTS", "200",
          "RECOMMEND_MEMORY_MB", "3008",
          "LAMBDA_ENDPOINT", "http://localhost:3000",
          "CLOUDWATCH_ENDPOINT", "");

  @Test
  void shouldReadTheEnvironment() {
    PromoteConfig config = Environment.read(VARIABLES, PromoteConfig::new);

    assertThat(config.function()).isEqualTo("recommend");
    assertThat(config.fewestEvents()).isEqualTo(200);
    assertThat(config.lambdaEndpoint()).hasValue(URI.create("http://localhost:3000"));
    assertThat(config.cloudWatchEndpoint()).isEmpty();
  }

  @Test
  void shouldNameAllThatIsMissing() {
    assertThatThrownBy(
            () -> Environment.read(Map.of("RECOMMEND_MEMORY_MB", "100000"), PromoteConfig::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MODEL_STORE is missing; RECOMMEND_FUNCTION is missing")
        .hasMessageContaining(
            "RECOMMEND_MEMORY_MB is '100000', give a whole number from 128 to 10240");
  }
}
