package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.lambda.Json;
import dev.tidemark.model.ModelSummary;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QualityGateTest {
  private final QualityGate gate = new QualityGate(100);

  @Test
  void shouldAcceptWhatIsNoWorseThanTheSeedMakesOut() {
    assertThat(judged(Shop.comparison(100, 0.0687, 0.01, "m1", 0.07), "m1")).isEmpty();
    assertThat(judged(Shop.comparison(100, 0.09, 0.01, "m1", 0.07), "m1")).isEmpty();
    assertThat(judged(Shop.comparison(100, 0.02, 0.01, "", 0), "")).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsWorse() {
    assertThat(judged(Shop.comparison(100, 0.0685, 0.01, "m1", 0.07), "m1"))
        .hasValue("worse than model m1: ndcg@10 0.0685 against 0.0700");
  }

  @Test
  void shouldAcceptWhatIsWorseOnEventsTooFewToTell() {
    assertThat(judged(leading(-0.02, 0.0103), "m1")).isEmpty();
    assertThat(judged(leading(-0.02, 0.0101), "m1"))
        .hasValue("worse than model m1: ndcg@10 0.0500 against 0.0700");
  }

  private static ObjectNode leading(double mean, double standardError) {
    ObjectNode comparison = Shop.comparison(100, 0.05, 0.01, "m1", 0.07);
    ((ObjectNode) comparison.path("champion"))
        .putObject("lead")
        .put("mean", mean)
        .put("standardError", standardError);
    return comparison;
  }

  @Test
  void shouldRefuseWhatIsNoBetterThanPopularity() {
    assertThat(judged(Shop.comparison(100, 0.05, 0.05, "", 0), ""))
        .hasValue("no better than popularity: ndcg@10 0.0500 against 0.0500");
  }

  @Test
  void shouldRefuseFiguresOfTooFewEvents() {
    assertThat(judged(Shop.comparison(99, 0.5, 0.01, "", 0), ""))
        .hasValue("too little data: 99 held-out events, at least 100 are needed");
  }

  @Test
  void shouldRefuseAComparisonWithSomebodyElse() {
    assertThat(judged(Shop.comparison(100, 0.5, 0.01, "", 0), "m1"))
        .hasValue("compared with '', but model m1 is in service; train again");
    assertThat(judged(Shop.comparison(100, 0.5, 0.01, "m0", 0.1), "m1"))
        .hasValue("compared with 'm0', but model m1 is in service; train again");
  }

  @Test
  void shouldRefuseWhatHasNoFigures() {
    assertThat(judged(Json.mapper().missingNode(), "")).get().asString().contains("no comparison");
    ObjectNode noChallenger = Shop.comparison(100, 0.5, 0.01, "", 0);
    noChallenger.remove("challenger");
    assertThat(judged(noChallenger, "")).get().asString().contains("NaN against 0.0100");
  }

  @Test
  void shouldAcceptTheSuccessorOfAModelThatCannotBeScored() {
    ObjectNode unscored = Shop.comparison(100, 0.5, 0.01, "m1", 0);
    ((ObjectNode) unscored.path("champion")).putObject("metrics");
    assertThat(judged(unscored, "m1")).isEmpty();
  }

  private Optional<String> judged(JsonNode comparison, String champion) {
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.set("comparison", comparison.isMissingNode() ? null : comparison);
    return gate.refusal(ModelSummary.of(manifest), champion);
  }
}
