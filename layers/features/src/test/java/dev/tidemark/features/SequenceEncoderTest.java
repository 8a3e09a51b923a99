package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SequenceEncoderTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(new Vocabulary.Entry("lamp", "", 1), new Vocabulary.Entry("chair", "", 2)));
  private static final FeatureSpec SPEC = new FeatureSpec(4, List.of("purchase", "view"), 10);
  private static final SequenceEncoder ENCODER = new SequenceEncoder(VOCABULARY, SPEC);

  @Test
  void shouldEncodeNothingAsTheStartAlone() {
    EncodedSequence sequence = ENCODER.encode(ENCODER.history(List.of()));

    assertThat(sequence.items()).containsExactly(Vocabulary.START);
    assertThat(sequence.behaviours()).containsExactly(0);
    assertThat(sequence.gaps()).containsExactly(0);
    assertThat(sequence.length()).isEqualTo(1);
  }

  @Test
  void shouldEncodeWhatIsKnown() {
    // Given
    History history =
        ENCODER.history(
            List.of(
                interaction("chair", "view", 0),
                interaction("table", "view", 1_000),
                interaction("lamp", "wish_list", 3_000),
                interaction("chair", "purchase", 90_000_000)));

    // When
    EncodedSequence sequence = ENCODER.encode(history);

    // Then
    assertThat(sequence.items()).containsExactly(Vocabulary.START, 2, 1, 2);
    assertThat(sequence.behaviours()).containsExactly(0, 2, 0, 1);
    assertThat(sequence.gaps()).as("3 s, then a day clipped").containsExactly(0, 0, 3, 10);
  }

  @Test
  void shouldStartAStretchWithoutGap() {
    // Given
    History history = new History(4);
    for (int i = 0; i < 4; i++) {
      history.add(1, 1, i * 1_000L, Float.NaN);
    }

    // Then
    assertThat(ENCODER.encode(history, 1, 4).gaps()).containsExactly(0, 0, 2, 2);
    assertThat(ENCODER.encode(history, 2, 2).length()).isEqualTo(1);
    assertThatThrownBy(() -> ENCODER.encode(history, 0, 4))
        .hasMessage("5 positions do not fit the window of 4");
  }

  @Test
  void shouldCarryTheLargestBehaviourIndex() {
    // Given
    List<String> names = new ArrayList<>(Collections.nCopies(Byte.MAX_VALUE - 1, "other"));
    names.add("last");
    SequenceEncoder encoder = new SequenceEncoder(VOCABULARY, new FeatureSpec(4, names, 10));

    // When
    History history = encoder.history(List.of(interaction("lamp", "last", 0)));

    // Then
    assertThat(encoder.encode(history).behaviours()).containsExactly(0, 127);
  }

  @Test
  void shouldNeedAWindowOfTwo() {
    assertThat(new FeatureSpec(2, List.of(), 0).window()).isEqualTo(2);
    assertThatThrownBy(() -> new FeatureSpec(1, List.of(), 0))
        .hasMessage("window: 1; give at least 2 positions");
  }

  private static Interaction interaction(String item, String type, long millis) {
    return new Interaction(
        new UserKey("u"), "e", item, type, Instant.ofEpochMilli(millis), 1, 1, 1, Map.of());
  }
}
