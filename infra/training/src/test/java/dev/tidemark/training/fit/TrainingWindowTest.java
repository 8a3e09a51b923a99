package dev.tidemark.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.features.History;
import dev.tidemark.features.Window;
import dev.tidemark.training.data.BehaviourWeights;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Logs;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingWindowTest {

  @Test
  void shouldAskOnlyBeforeTargets() {
    TrainingData data = data(Optional.of("purchase"));

    assertThat(asked(data, false)).containsExactly("1: 1", "3: 3");
    assertThat(asked(data, true)).as("the basket that has one").containsExactly("1: 1", "2: 3");
  }

  @Test
  void shouldAskForAllWithoutATarget() {
    TrainingData data = data(Optional.empty());

    assertThat(asked(data, false)).containsExactly("0: 0", "1: 1", "2: 2", "3: 3", "4: 4");
    assertThat(asked(data, true)).containsExactly("1: 1", "2: 2 3", "4: 4");
    TrainingWindow window = window(data.histories().get(0), data.weights(), false);
    assertThat(window.weight(0)).isEqualTo(0.2f);
    assertThat(window.weight(1)).isEqualTo(1f);
  }

  /** Each question as "position: rows". */
  private static List<String> asked(TrainingData data, boolean byTime) {
    TrainingWindow window = window(data.histories().get(0), data.weights(), byTime);
    List<String> questions = new ArrayList<>();
    for (int next : window.questions().toArray()) {
      StringBuilder rows = new StringBuilder();
      window.answers(next).forEach(row -> rows.append(' ').append(row));
      questions.add(window.position(next) + ":" + rows);
    }
    return questions;
  }

  private static TrainingWindow window(History history, BehaviourWeights weights, boolean byTime) {
    return new TrainingWindow(history, new Window(0, 0, 5), 5, byTime, weights);
  }

  private static TrainingData data(Optional<String> target) {
    InteractionLog log =
        Logs.of(
            "a x 1",
            "a y 2 purchase",
            "a z 3",
            "a x 3 purchase",
            "a y 4",
            "a x 5 purchase",
            "a y 6 purchase");
    return new LogEncoder(log, Split.leaveOneOut(target)).encode(10, 0);
  }
}
