package dev.tidemark.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Experiments in service tell the truth as often as they say. */
class ArmComparisonTest {
  private static final int EXPERIMENTS = 800;

  @Test
  void shouldSeeADifferenceInOneOfTwentyWhereThereIsNone() {
    List<JsonNode> found = new ExperimentSimulation(110, List.of(0.1, 0.1), 11).run(EXPERIMENTS);

    assertThat(share(found, ArmComparisonTest::isDifference)).isBetween(0.03, 0.07);
    assertThat(share(found, ExperimentSimulation::isSignificantByImpressions))
        .as("a test that takes impressions for drawn is wrong here")
        .isGreaterThan(0.1);
  }

  @Test
  void shouldSeeADifferenceThatIsThere() {
    List<JsonNode> found = new ExperimentSimulation(1_500, List.of(0.08, 0.12), 12).run(20);

    assertThat(share(found, ArmComparisonTest::isDifference)).isGreaterThan(0.9);
    assertThat(
            share(found, it -> it.path("conclusion").asText().equals("challenger is clicked more")))
        .isGreaterThan(0.9);
    assertThat(
            found.stream().mapToDouble(it -> it.path("difference").asDouble()).average().orElse(0))
        .isCloseTo(0.04, within(0.005));
  }

  @Test
  void shouldHoldTheTrueDifferenceInItsInterval() {
    List<JsonNode> found = new ExperimentSimulation(150, List.of(0.08, 0.12), 13).run(200);

    assertThat(share(found, ArmComparisonTest::holdsTheTruth)).isBetween(0.9, 0.99);
  }

  @Test
  void shouldNotConcludeFromTooFewUsers() {
    for (JsonNode few :
        List.of(
            new ExperimentSimulation(99, List.of(0.1, 0.2), 14).run(1).get(0),
            new ExperimentSimulation(500, List.of(0.1, 0.0), 15).run(1).get(0))) {
      assertThat(few.path("conclusion").asText())
          .isEqualTo("too few: each needs at least 100 users, and 10 of them who clicked");
      assertThat(few.has("difference") || few.has("interval") || few.has("pValue")).isFalse();
      assertThat(few.path("arms").path(0).path("users").asInt()).isPositive();
    }
  }

  private static boolean isDifference(JsonNode comparison) {
    return comparison.has("pValue") && comparison.path("pValue").asDouble() < 0.05;
  }

  private static boolean holdsTheTruth(JsonNode comparison) {
    JsonNode interval = comparison.path("interval");
    return interval.path(0).asDouble() <= 0.04 && interval.path(1).asDouble() >= 0.04;
  }

  private static double share(List<JsonNode> found, Predicate<JsonNode> wanted) {
    return (double) found.stream().filter(wanted).count() / found.size();
  }
}
