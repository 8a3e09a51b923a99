package dev.tidemark.lab.classic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.training.data.TrainingData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassicModelTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ClassicModel model =
      new ClassicModel(data(), new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void shouldLearnARuleAndRepeatARunExactly() {
    // When
    ClassicResult result = model.evaluate(1, 2);
    ClassicResult again = model.evaluate(1, 2);

    // Then
    assertThat(result.metrics().auc()).isGreaterThan(0.9);
    assertThat(result.metrics().accuracy()).isGreaterThan(result.metrics().baseRate() + 0.2);
    assertThat(result.epochs()).hasSize(2);
    assertThat(result.epochs().get(1).loss()).isLessThan(result.epochs().get(0).loss());
    assertThat(again.metrics()).isEqualTo(result.metrics());
    assertThat(again.epochs()).isEqualTo(result.epochs());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("label 1 = a rating of 4 or more")
        .contains("epoch  2/2  done  loss ")
        .contains("  val_accuracy ");
  }

  @Test
  void shouldTrainAnotherNetworkForAnotherSeed() {
    assertThat(model.evaluate(1, 1).epochs()).isNotEqualTo(model.evaluate(2, 1).epochs());
  }

  /** Two of five shoppers like whatever they get, the others nothing: only the history tells. */
  private static TrainingData data() {
    Random random = new Random(4);
    RatedLog log = new RatedLog();
    for (int i = 0; i < 1000; i++) {
      int user = random.nextInt(25);
      log.add("u" + user, "a" + random.nextInt(40), i, user % 5 < 2 ? 5 : 2);
    }
    return log.byTime();
  }
}
