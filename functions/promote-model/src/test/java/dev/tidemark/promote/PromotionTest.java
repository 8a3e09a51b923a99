package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ServedModel;
import dev.tidemark.promote.port.CanaryMetrics;
import dev.tidemark.promote.port.ConcurrentPromotionException;
import dev.tidemark.promote.port.ServingFunction.Readiness;
import dev.tidemark.promote.port.ServingFunction.State;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps and what they leave behind; the function's first version serves no model. */
class PromotionTest extends PromotionCase {
  @Test
  void shouldBringTheFirstModelIntoService() {
    // When, then
    assertThat(shop.run(PromotionStep.PUBLISH, "m1"))
        .isEqualTo(new StepResult("published", "published as version 2", "2", "m1"));
    assertThat(shop.function.answering()).containsExactly("");
    assertThat(shop.decisionOn("m1")).startsWith("accepted");

    assertThat(shop.run(PromotionStep.CANARY, "m1").outcome()).isEqualTo("started");
    assertThat(shop.function.alias().weights()).isEqualTo(Map.of("2", 0.1));
    assertThat(shop.function.answering()).containsExactly("", "m1");

    assertThat(shop.run(PromotionStep.SHIFT, "m1").outcome()).isEqualTo("done");
    assertThat(shop.function.answering()).containsExactly("m1");
    assertThat(shop.standing().previous()).isEmpty();
    assertThat(shop.decisionOn("m1")).isEqualTo("promoted: in service");
    assertThat(shop.registry.decision("m1").orElseThrow().figures())
        .isEqualTo(Map.of("events", 400.0, "challenger.ndcg@10", 0.07, "popularity.ndcg@10", 0.01));
  }

  @Test
  void shouldRefuseAWorseModelAndChangeNothing() {
    // Given
    shop.promote("m1");
    shop.train("m2", Shop.comparison(400, 0.06, 0.01, "m1", 0.07));

    // When
    StepResult result = shop.run(PromotionStep.PUBLISH, "m2");

    // Then
    assertThat(result.outcome()).isEqualTo("refused");
    assertThat(result.reason()).isEqualTo("worse than model m1: ndcg@10 0.0600 against 0.0700");
    assertThat(shop.decisionOn("m2")).isEqualTo("refused: " + result.reason());
    assertThat(shop.function.answering()).containsExactly("m1");
    assertThat(shop.run(PromotionStep.CANARY, "m2").outcome()).isEqualTo("failed");
    assertThat(shop.run(PromotionStep.SHIFT, "m2").outcome()).isEqualTo("failed");
    assertThat(shop.run(PromotionStep.CHECK, "m2").outcome()).isEqualTo("fail");
    assertThat(shop.run(PromotionStep.PUBLISH, "m1").reason()).contains("in service already");
  }

  @Test
  void shouldCompareWithNobodyWhereTheDeployedModelWasNeverTrained() {
    shop = new Shop(new FakeFunction("only-named"));
    shop.train("m1", "");

    shop.promote("m1");

    assertThat(shop.function.answering()).containsExactly("m1");
  }

  @Test
  void shouldWaitForTheVersionAndTellWhyItDoesNotStart() {
    // Given
    shop.run(PromotionStep.PUBLISH, "m1");

    // When, then
    shop.function.put("2", new State(Readiness.PENDING, "creating"));
    assertThat(shop.run(PromotionStep.READY, "m1"))
        .isEqualTo(new StepResult("pending", "creating", "2", "m1"));
    shop.function.put("2", new State(Readiness.FAILED, "no such file"));
    assertThat(shop.run(PromotionStep.READY, "m1").outcome()).isEqualTo("failed");
    shop.run(PromotionStep.BACK, "m1");
    assertThat(shop.decisionOn("m1"))
        .isEqualTo("failed: the function does not start: no such file");
    assertThat(shop.function.answering()).containsExactly("");
  }

  @Test
  void shouldGiveNoRequestsToAVersionThatAnswersFromAnotherModel() {
    // Given a package whose warm-up requests are gone
    shop.run(PromotionStep.PUBLISH, "m1");
    shop.write("m1/warmup.json", "[]");

    // When, then
    assertThat(shop.run(PromotionStep.CANARY, "m1").reason()).contains("no warm-up requests");
    assertThat(shop.function.answering()).containsExactly("");
  }

  @Test
  void shouldGoBackWhereTheCanaryFails() {
    // Given
    shop.promote("m1");
    shop.train("m2", "m1");
    shop.run(PromotionStep.PUBLISH, "m2");
    shop.run(PromotionStep.CANARY, "m2");

    // When, then
    shop.counts = new CanaryMetrics.Counts(100, 1);
    assertThat(shop.run(PromotionStep.CHECK, "m2").outcome()).isEqualTo("pass");
    shop.counts = new CanaryMetrics.Counts(100, 2);
    assertThat(shop.run(PromotionStep.CHECK, "m2"))
        .isEqualTo(new StepResult("fail", "2 of 100 requests failed", "3", "m2"));
    assertThat(shop.run(PromotionStep.BACK, "m2").outcome()).isEqualTo("done");
    assertThat(shop.function.answering()).containsExactly("m1");
    assertThat(shop.function.draft().served().modelVersion()).isEqualTo("m1");
    assertThat(shop.decisionOn("m2")).isEqualTo("failed: 2 of 100 requests failed");
    assertThat(shop.run(PromotionStep.SHIFT, "m2").outcome()).isEqualTo("failed");
  }

  @Test
  void shouldUndoOnlyItsOwnModel() {
    // Given
    shop.run(PromotionStep.PUBLISH, "m1");
    shop.run(PromotionStep.CANARY, "m1");

    // When a run that was overtaken fails
    StepResult result = shop.run(PromotionStep.BACK, "m0");

    // Then
    assertThat(result.reason()).isEqualTo("nothing to undo");
    assertThat(shop.function.answering()).containsExactly("", "m1");
  }

  @Test
  void shouldNotGoOnWhereAnotherRunHasWritten() {
    // Given a run that has read, and is then overtaken
    shop.run(PromotionStep.PUBLISH, "m1");
    ModelRegistry.Entry seen = shop.registry.promotion().orElseThrow();
    Reconciler late = new Reconciler(shop.function, shop.registry, () -> Shop.NOW);
    shop.run(PromotionStep.BACK, "m1");

    // When, then
    assertThatThrownBy(() -> late.write(seen, seen.state()))
        .isInstanceOf(ConcurrentPromotionException.class);
    assertThatThrownBy(
            () -> late.write(new ModelRegistry.Entry(seen.state(), Optional.empty()), seen.state()))
        .isInstanceOf(ConcurrentPromotionException.class);
  }

  @Test
  void shouldKeepTheLastFiveVersionsAndThoseOfDeployments() {
    // When
    shop.promote("m1");
    for (int i = 2; i <= 8; i++) {
      shop.train("m" + i, "m" + (i - 1));
      shop.promote("m" + i);
    }

    // Then version 1 is the deployment's
    assertThat(shop.function.versions())
        .extracting(version -> version.served().functionVersion())
        .containsExactly("1", "5", "6", "7", "8", "9");
    assertThat(shop.standing().previous())
        .extracting(ServedModel::modelVersion)
        .containsExactly("m7", "m6", "m5", "m4", "m3");
  }

  @Test
  void shouldDeleteOldModelsThatNobodyMayGoBackTo() {
    // Given one that serves and twelve that were refused since
    shop.promote("m1");
    for (int i = 11; i <= 22; i++) {
      shop.train("m" + i, Shop.comparison(400, 0.01, 0.02, "m1", 0.07));
      shop.run(PromotionStep.PUBLISH, "m" + i);
    }

    // When
    shop.run(PromotionStep.SETTLE, "");

    // Then
    assertThat(shop.registry.versions())
        .containsExactly(
            "m1", "m13", "m14", "m15", "m16", "m17", "m18", "m19", "m20", "m21", "m22");
    assertThat(shop.registry.sizes("m12")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "", "{\"champion\":", "lost"})
  void shouldHealALostChampionJsonFromWhatTheFunctionServes(String content) {
    // Given two models that served, one on its way, and a file that is damaged or gone
    shop.promote("m1");
    shop.train("m2", "m1");
    shop.promote("m2");
    shop.train("m3", "m2");
    shop.run(PromotionStep.PUBLISH, "m3");
    shop.run(PromotionStep.CANARY, "m3");
    if (content.equals("lost")) {
      shop.folder.delete("models/champion.json");
    } else {
      shop.write("champion.json", content);
    }

    // When the next training comes, compared with whom the store names
    shop.train("m4", shop.registry.champion());
    shop.promote("m4");

    // Then
    assertThat(shop.function.answering()).containsExactly("m4");
    assertThat(shop.standing().previous())
        .extracting(ServedModel::modelVersion)
        .containsExactly("m2", "m1");
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1").outcome()).isEqualTo("done");
    assertThat(shop.folder.list("models/champion.json.damaged-").size())
        .isEqualTo(content.equals("lost") ? 0 : 1);
  }

  @Test
  void shouldKnowAfterOneTrainingWhoServesWhereNothingToldIt() {
    // Given a deployed model that nobody ever promoted
    shop = new Shop(new FakeFunction("m1"));
    shop.train("m1", "");
    shop.train("m2", shop.registry.champion());

    // When, then
    assertThat(shop.run(PromotionStep.PUBLISH, "m2").reason()).contains("compared with ''");
    shop.train("m3", shop.registry.champion());
    shop.promote("m3");
    assertThat(shop.function.answering()).containsExactly("m3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "", "{\"version\":\"m1\""})
  void shouldReplaceAChampionWhoseManifestIsDamaged(String content) {
    shop.promote("m1");
    shop.write("m1/manifest.json", content);
    shop.write("m1/decision.json", content);
    shop.train("m2", Shop.comparison(400, 0.07, 0.01, "m1", Double.NaN));

    shop.promote("m2");

    assertThat(shop.function.answering()).containsExactly("m2");
  }

  @Test
  void shouldRefuseACandidateWhoseManifestIsDamaged() {
    shop.write("m1/manifest.json", "garbage");

    assertThat(shop.run(PromotionStep.PUBLISH, "m1").reason())
        .startsWith("model m1: manifest.json is damaged");
    assertThat(shop.decisionOn("m1")).startsWith("refused: model m1: manifest.json is damaged");
  }
}
