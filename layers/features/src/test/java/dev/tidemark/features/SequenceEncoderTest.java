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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceEncoderTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(new Vocabulary.Entry("lamp", "", 1), new Vocabulary.Entry("chair", "", 2)));
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          4,
          1,
          List.of(new KnownBehaviour("rating", List.of(2f, 4f)), KnownBehaviour.plain("view")),
          10,
          5,
          true,
          true);
  private static final SequenceEncoder ENCODER = new SequenceEncoder(VOCABULARY, SPEC);

  @Test
  void shouldEncodeNothingAsTheStartAlone() {
    EncodedSequence sequence = ENCODER.encode(ENCODER.history(List.of()), 5_000);

    assertThat(sequence.items()).containsExactly(Vocabulary.START);
    assertThat(sequence.behaviours()).containsExactly(0);
    assertThat(sequence.of(Input.GAPS)).containsExactly(0);
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
                interaction("chair", "rating", 90_000_000)));

    // When
    EncodedSequence sequence = ENCODER.encode(history, 90_001_000);

    // Then
    assertThat(sequence.items()).containsExactly(Vocabulary.START, 2, 1, 2);
    assertThat(sequence.behaviours())
        .as("the second behaviour, an unknown one, and one star")
        .containsExactly(0, 5, 0, 2);
    assertThat(sequence.of(Input.GAPS)).as("3 s, then a day clipped").containsExactly(0, 0, 3, 10);
    assertThat(sequence.of(Input.OCCURRENCES)).containsExactly(0, 1, 1, 2);
    assertThat(sequence.ages()).containsExactly(0, 90_000, 89_997, 0);
    assertThat(sequence.requestGap()).isEqualTo(RequestGap.bucket(1_000));
  }

  @Test
  void shouldPutOlderInteractionsBeforeTheStart() {
    // Given
    History history = new History(6);
    for (int i = 0; i < 6; i++) {
      history.add(1 + i % 2, 1, i * 60_000L, Float.NaN);
    }

    // When
    EncodedSequence sequence = ENCODER.encode(history, 360_000 + 7_200_000);

    // Then
    assertThat(sequence.older()).isEqualTo(1);
    assertThat(sequence.recent()).isEqualTo(4);
    assertThat(sequence.items()).containsExactly(1, Vocabulary.START, 2, 1, 2);
    assertThat(sequence.of(Input.GAPS)).containsExactly(0, 0, 0, 6, 6);
    assertThat(sequence.of(Input.OCCURRENCES)).containsExactly(1, 0, 1, 2, 2);
    assertThat(sequence.ages())
        .as("two hours count as one, the start of their step")
        .containsExactly(3_780, 0, 3_720, 3_660, 3_600);
  }

  @Test
  void shouldStartAStretchWithoutGap() {
    // Given
    History history = new History(4);
    for (int i = 0; i < 4; i++) {
      history.add(1, 1, i * 1_000L, Float.NaN);
    }

    // Then
    assertThat(ENCODER.encode(history, 1, 4).of(Input.GAPS)).containsExactly(0, 0, 0, 2, 2);
    assertThat(ENCODER.encode(history, 2, 2).recent()).isEqualTo(1);
    assertThatThrownBy(() -> ENCODER.encode(history, 0, 4))
        .hasMessage("5 positions do not fit the window of 4");
  }

  @Test
  void shouldCarryTheLargestBehaviourIndex() {
    // Given
    List<KnownBehaviour> names =
        new ArrayList<>(
            Collections.nCopies(FeatureSpec.MOST_KINDS - 1, KnownBehaviour.plain("other")));
    names.add(KnownBehaviour.plain("last"));
    SequenceEncoder encoder =
        new SequenceEncoder(VOCABULARY, new FeatureSpec(4, 0, names, 10, 5, true, true));

    // When
    History history = encoder.history(List.of(interaction("lamp", "last", 0)));

    // Then
    assertThat(encoder.encode(history, 0).behaviours()).containsExactly(0, 127);
  }

  @Test
  void shouldTellTheMonthThatIsAskedAbout() {
    long newYear = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    History history = ENCODER.history(List.of(interaction("lamp", "view", newYear - 5_000)));

    assertThat(ENCODER.encode(history, newYear - 1).of(Input.REQUEST_CONTEXTS)[0]).isEqualTo(24);
    assertThat(ENCODER.encode(history, newYear).of(Input.REQUEST_CONTEXTS)[0]).isEqualTo(2);
    assertThat(ENCODER.encode(ENCODER.history(List.of()), newYear).of(Input.REQUEST_CONTEXTS)[0])
        .isEqualTo(2);
  }

  @Test
  void shouldTellAPromotionOfTheLastHour() {
    History history =
        ENCODER.history(
            List.of(
                interaction("lamp", "view", 0, ""),
                interaction("lamp", "view", 1_000, "spring sale"),
                interaction("table", "view", 2_000, "")));

    assertThat(ENCODER.encode(history, 3_600_999).of(Input.REQUEST_CONTEXTS)[0])
        .as("what is not known counts for nothing")
        .isEqualTo(3);
    assertThat(ENCODER.encode(history, 3_601_000).of(Input.REQUEST_CONTEXTS)[0]).isEqualTo(2);
    assertThat(ENCODER.encodeBefore(history, 1, 1_000).of(Input.REQUEST_CONTEXTS)[0]).isEqualTo(2);
    assertThat(ENCODER.encodeBefore(history, 0, 1_000).of(Input.REQUEST_CONTEXTS)[0]).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"NOT_TOLD, sale, 3", "NOT_TOLD, '', 2", "NONE, sale, 2", "ONE, '', 3"})
  void shouldTellThePromotionOfTheRequest(Moment.Promotion told, String ofTheNewest, int expected) {
    History history = ENCODER.history(List.of(interaction("lamp", "view", 0, ofTheNewest)));
    Moment moment = new Moment(1_000, told);

    assertThat(ENCODER.encode(history, moment).of(Input.REQUEST_CONTEXTS))
        .containsExactly(expected);
    assertThat(
            new SequenceEncoder(VOCABULARY, new FeatureSpec(4, 0, List.of(), 10, 5, true, false))
                .encode(history, moment)
                .of(Input.REQUEST_CONTEXTS))
        .as("what training did not see")
        .containsExactly(2);
  }

  @Test
  void shouldNotTellWhatTrainingDidNotSee() {
    SequenceEncoder encoder =
        new SequenceEncoder(VOCABULARY, new FeatureSpec(4, 0, List.of(), 10, 5, false, false));
    History history = encoder.history(List.of(interaction("lamp", "view", 0, "true")));

    assertThat(encoder.encode(history, 1_000).of(Input.REQUEST_CONTEXTS)[0]).isZero();
  }

  @Test
  void shouldNeedAWindowOfTwo() {
    assertThat(new FeatureSpec(2, 0, List.of(), 0, 1, false, false).window()).isEqualTo(2);
    assertThatThrownBy(() -> new FeatureSpec(1, 0, List.of(), 0, 1, false, false))
        .hasMessage("window: 1; give at least 2 positions");
    assertThatThrownBy(() -> new FeatureSpec(2, -1, List.of(), 0, 1, false, false))
        .hasMessage("older: -1; give 0 or more interactions");
    List<KnownBehaviour> many = Collections.nCopies(128, KnownBehaviour.plain("view"));
    assertThatThrownBy(() -> new FeatureSpec(2, 0, many, 0, 1, false, false))
        .hasMessage("behaviours: 128 kinds; give at most 127");
  }

  private static Interaction interaction(String item, String type, long millis) {
    return interaction(item, type, millis, "false");
  }

  private static Interaction interaction(String item, String type, long millis, String promotion) {
    Map<String, String> context = Map.of("promotion", promotion);
    return new Interaction(
        new UserKey("u"), "e", item, type, Instant.ofEpochMilli(millis), 1, 1, 1, context);
  }
}
