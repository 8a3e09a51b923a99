package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ServedModel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stack update leaves, and how it is settled. */
class DeploymentTest extends PromotionCase {
  @Test
  void shouldTakeOverADeploymentOfTheChampionsModel() {
    // Given
    shop.promote("m1");
    shop.function.deploy("m1", "code-2");

    // When any run comes by
    shop.run(PromotionStep.PUBLISH, "never-trained");

    // Then
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "3"));
    assertThat(shop.function.alias().functionVersion()).isEqualTo("3");
  }

  @Test
  void shouldMendADeploymentThatForgotTheModelAndThenBringItsCodeIntoService() {
    // Given
    shop.promote("m1");
    shop.function.deploy("", "code-2");
    assertThat(shop.function.answering()).containsExactly("");

    // When, then: the model serves again, on the code before
    shop.run(PromotionStep.PUBLISH, "never-trained");
    assertThat(shop.function.answering()).containsExactly("m1");
    assertThat(shop.standing().champion().functionVersion()).isEqualTo("2");

    // When, then: and on today's
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1").outcome()).isEqualTo("published");
    shop.run(PromotionStep.CANARY, "m1");
    assertThat(shop.run(PromotionStep.SHIFT, "m1").outcome()).isEqualTo("done");
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "4"));
    assertThat(shop.standing().previous()).isEmpty();
  }

  @Test
  void shouldSettleAfterADeploymentWithoutATraining() {
    // Given
    shop.promote("m1");
    shop.function.deploy("", "code-2");

    // When, then
    StepResult settling = shop.run(PromotionStep.SETTLE, "");
    assertThat(settling)
        .isEqualTo(new StepResult("published", "published as version 4", "4", "m1"));
    assertThat(shop.run(PromotionStep.SETTLE, "").outcome()).isEqualTo("pending");
    shop.run(PromotionStep.CANARY, "m1");
    shop.run(PromotionStep.SHIFT, "m1");
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "4"));
    assertThat(shop.run(PromotionStep.SETTLE, ""))
        .isEqualTo(new StepResult("done", "model m1 is in service with today's code", "4", "m1"));
  }

  @Test
  void shouldSettleAfterADeploymentWasRolledBackToAVersionOfBefore() {
    // Given
    shop.promote("m1");
    shop.function.route(shop.function.alias(), "1", Map.of());
    assertThat(shop.function.answering()).containsExactly("");

    // When, then
    assertThat(shop.run(PromotionStep.SETTLE, "").outcome()).isEqualTo("done");
    assertThat(shop.function.answering()).containsExactly("m1");
  }

  @Test
  void shouldHaveNothingToSettleBeforeTheFirstModel() {
    assertThat(shop.run(PromotionStep.SETTLE, "").outcome()).isEqualTo("done");
    assertThat(shop.function.answering()).containsExactly("");
  }
}
