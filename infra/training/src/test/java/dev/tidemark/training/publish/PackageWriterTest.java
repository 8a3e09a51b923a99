package dev.tidemark.training.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Item;
import dev.tidemark.training.data.InteractionLog;
import dev.tidemark.training.data.LogEncoder;
import dev.tidemark.training.data.Logs;
import dev.tidemark.training.data.ServedItems;
import dev.tidemark.training.data.Split;
import dev.tidemark.training.data.TrainingData;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackageWriterTest {

  @Test
  void shouldTakeWhatManyWantAsPopularNotWhatOneAsksForAgainAndAgain() {
    InteractionLog log =
        Logs.of(
            "bot x 1", "bot x 2", "bot x 3", "bot x 4", "bot z 5", "bot z 6", "a y 1", "b y 1",
            "c y 2", "a x 3", "b z 9");
    for (String id : List.of("new", "x", "y", "z")) {
      log.add(new Item(id, "red lamp", "", 2, List.of(), List.of(), true));
    }
    TrainingData data = new LogEncoder(log, Split.leaveOneOut(Optional.empty())).encode(10, 5);

    assertThat(data.vocabulary().entry(1).itemId()).as("by frequency").isEqualTo("x");
    assertThat(PackageWriter.popularity(data, ServedItems.of(log, data).vocabulary()))
        .containsExactly("y", "x", "z", "new");
  }
}
