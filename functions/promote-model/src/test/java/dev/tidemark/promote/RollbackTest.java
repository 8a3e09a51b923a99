package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Going back to a former champion. */
class RollbackTest extends PromotionCase {
  @Test
  void shouldRollBackAtOnceWhereTheVersionIsKept() {
    // Given
    shop.promote("m1");
    shop.train("m2", "m1");
    shop.promote("m2");

    // When
    StepResult result = shop.run(PromotionStep.ROLLBACK, "m1");

    // Then
    assertThat(result).isEqualTo(new StepResult("done", "model m1 is in service", "2", "m1"));
    assertThat(shop.function.answering()).containsExactly("m1");
    assertThat(shop.standing().previous())
        .extracting(ServedModel::modelVersion)
        .containsExactly("m2");
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1").outcome()).isEqualTo("done");
  }

  @Test
  void shouldRollBackThroughTheCanaryWhereTheCodeIsNewer() {
    // Given
    shop.promote("m1");
    shop.train("m2", "m1");
    shop.promote("m2");
    shop.function.deploy("m2", "code-2");

    // When, then
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1").outcome()).isEqualTo("published");
    assertThat(shop.function.answering()).containsExactly("m2");
    assertThat(shop.run(PromotionStep.CANARY, "m1").outcome()).isEqualTo("started");
    assertThat(shop.run(PromotionStep.CHECK, "m1").outcome()).isEqualTo("pass");
    assertThat(shop.run(PromotionStep.SHIFT, "m1").outcome()).isEqualTo("done");
    assertThat(shop.function.answering()).containsExactly("m1");
  }

  @Test
  void shouldRefuseARollbackToWhatNeverServed() {
    shop.promote("m1");
    shop.train("m2", "m1");

    assertThat(shop.run(PromotionStep.ROLLBACK, "m2").reason())
        .isEqualTo("model 'm2' is none of the former champions []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"code-1", "code-2"})
  void shouldRefuseARollbackToAModelOfAnotherFormat(String code) {
    // Given a former champion that is kept with today's code, or is not
    shop.promote("m1");
    shop.train("m2", "m1");
    shop.promote("m2");
    shop.age("m1");
    shop.function.deploy("m2", code);

    // When, then
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1"))
        .isEqualTo(
            StepResult.refused(
                "its package has format 1, understood is format 3; train a new model"));
    assertThat(shop.function.answering()).containsExactly("m2");
    assertThat(shop.standing().phase()).isEqualTo(PromotionState.Phase.NONE);
  }

  @Test
  void shouldNotBringAKeptVersionBackThatDoesNotAnswerFromItsModelAnyMore() {
    // Given a former champion whose package was damaged since
    shop.promote("m1");
    shop.train("m2", "m1");
    shop.promote("m2");
    shop.write("m1/saved_model/graph", "altered");
    shop.function.answersFrom("2", "none");

    // When, then
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1").reason())
        .startsWith("saved_model/graph was altered");
    assertThat(shop.function.answering()).containsExactly("m2");
    assertThat(shop.standing().champion().modelVersion()).isEqualTo("m2");
  }
}
