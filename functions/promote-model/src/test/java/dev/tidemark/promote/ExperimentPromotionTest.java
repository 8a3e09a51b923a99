package dev.tidemark.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Experiment;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import dev.tidemark.promote.port.ServingFunction.Readiness;
import dev.tidemark.promote.port.ServingFunction.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model beside the champion m1. */
class ExperimentPromotionTest {
  private static final Experiment M2 = new Experiment("m2", 20);

  private final Shop shop = new Shop();

  @BeforeEach
  void setUp() {
    shop.train("m1", "");
    shop.promote("m1");
    shop.train("m2", Shop.comparison(400, 0.06, 0.01, "m1", 0.07));
  }

  @Test
  void shouldLetAVersionAnswerByBothWhateverTheGateSays() {
    // When
    shop.startExperiment("m2", 20);

    // Then
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "3", M2));
    assertThat(shop.standing().phase()).isEqualTo(PromotionState.Phase.NONE);
    assertThat(shop.function.alias().functionVersion()).isEqualTo("3");
    assertThat(shop.function.draft().served()).isEqualTo(new ServedModel("m1", "", M2));
    assertThat(shop.decisionOn("m1")).isEqualTo("promoted: in service");
    assertThat(shop.registry.champion()).isEqualTo("m1");
    assertThat(shop.experiment("m2", 20).reason()).isEqualTo("it is under way already");
  }

  @Test
  void shouldChangeTheShareOfOneUnderWay() {
    shop.startExperiment("m2", 20);

    shop.startExperiment("m2", 50);

    assertThat(shop.standing().champion().experiment()).isEqualTo(new Experiment("m2", 50));
  }

  @Test
  void shouldWarmUpByEitherModel() {
    shop.experiment("m2", 20);
    shop.function.answersFrom("3", "m2");

    assertThat(shop.run(PromotionStep.CANARY, "m1").outcome()).isEqualTo("started");
  }

  @Test
  void shouldGoBackWhereTheVersionDoesNotStartAndLeaveTheChampionItsFame() {
    // Given
    shop.experiment("m2", 20);
    shop.function.put("3", new State(Readiness.FAILED, "no memory"));

    // When, then
    assertThat(shop.run(PromotionStep.READY, "m1").outcome()).isEqualTo("failed");
    assertThat(shop.run(PromotionStep.BACK, "m1").outcome()).isEqualTo("done");
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "2"));
    assertThat(shop.function.draft().served()).isEqualTo(new ServedModel("m1", ""));
    assertThat(shop.decisionOn("m1")).isEqualTo("promoted: in service");
  }

  @Test
  void shouldEndByARollbackToTheChampion() {
    // Given
    shop.startExperiment("m2", 20);

    // When
    assertThat(shop.run(PromotionStep.ROLLBACK, "m1").outcome()).isEqualTo("published");
    shop.run(PromotionStep.CANARY, "m1");
    assertThat(shop.run(PromotionStep.SHIFT, "m1").reason()).isEqualTo("model m1 is in service");

    // Then
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "4"));
    assertThat(shop.standing().previous()).isEmpty();
  }

  @Test
  void shouldBringTheWinnerIntoServiceForAll() {
    // Given
    shop.startExperiment("m2", 20);

    // When
    assertThat(shop.run(PromotionStep.ROLLBACK, "m2").outcome()).isEqualTo("published");
    shop.run(PromotionStep.CANARY, "m2");
    assertThat(shop.run(PromotionStep.SHIFT, "m2").outcome()).isEqualTo("done");

    // Then
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m2", "4"));
    assertThat(shop.function.answering()).containsExactly("m2");
    assertThat(shop.decisionOn("m2")).isEqualTo("promoted: in service");
  }

  @Test
  void shouldLetNoTrainingCutItShort() {
    // Given
    shop.startExperiment("m2", 20);
    shop.train("m3", "m1");

    // When
    StepResult result = shop.run(PromotionStep.PUBLISH, "m3");

    // Then
    assertThat(result)
        .isEqualTo(
            StepResult.refused(
                "an experiment with model m2 is under way; end it, then publish this model"));
    assertThat(shop.decisionOn("m3")).isEqualTo("refused: " + result.reason());
    assertThat(shop.standing().champion().experiment()).isEqualTo(M2);

    // When it is over, then
    shop.run(PromotionStep.ROLLBACK, "m1");
    shop.run(PromotionStep.CANARY, "m1");
    shop.run(PromotionStep.SHIFT, "m1");
    shop.promote("m3");
    assertThat(shop.function.answering()).containsExactly("m3");
  }

  @Test
  void shouldEndWithADeployment() {
    // Given
    shop.startExperiment("m2", 20);
    shop.function.deploy("m1", "code-2");

    // When any run comes by
    shop.run(PromotionStep.PUBLISH, "never-trained");

    // Then
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "4"));
    assertThat(shop.function.draft().served()).isEqualTo(new ServedModel("m1", ""));
  }

  @Test
  void shouldGoOnWhereADeploymentForgotTheModel() {
    // Given
    shop.startExperiment("m2", 20);
    shop.function.deploy("", "code-2");

    // When any run comes by
    shop.run(PromotionStep.PUBLISH, "never-trained");

    // Then
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "3", M2));
    assertThat(shop.function.alias().functionVersion()).isEqualTo("3");
    assertThat(shop.function.draft().served()).isEqualTo(new ServedModel("m1", "", M2));
  }

  @Test
  void shouldRefuseWhatMakesNoExperiment() {
    assertThat(shop.experiment("m1", 20).reason()).contains("in service already; name another one");
    assertThat(shop.experiment("m9", 20).reason()).contains("there is no complete model m9");
    shop.write("m2/saved_model/graph", "altered");
    assertThat(shop.experiment("m2", 20).reason()).startsWith("saved_model/graph was altered");
    assertThat(new Shop().experiment("m2", 20).reason()).startsWith("there is no model in service");
    assertThat(shop.standing().champion()).isEqualTo(new ServedModel("m1", "2"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100})
  void shouldRefuseAShareThatIsNone(int share) {
    assertThatThrownBy(() -> shop.experiment("m2", share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("share: " + share + "; give a whole number from 1 to 99");
  }
}
