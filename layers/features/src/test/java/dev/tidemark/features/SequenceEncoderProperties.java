package dev.tidemark.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SequenceEncoderProperties {
  private static final int WINDOW = 6;
  private static final int MAX_GAP = 12;
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              new Vocabulary.Entry("a", "", 1),
              new Vocabulary.Entry("b", "", 2),
              new Vocabulary.Entry("c", "", 3)));
  private static final FeatureSpec SPEC =
      new FeatureSpec(WINDOW, List.of("purchase", "view"), MAX_GAP);

  private final SequenceEncoder encoder = new SequenceEncoder(VOCABULARY, SPEC);

  @Property
  void shouldFitTheWindowAndBeginWithTheStart(@ForAll("histories") List<Interaction> history) {
    EncodedSequence sequence = encoder.encode(encoder.history(history));

    assertThat(sequence.length()).isBetween(1, WINDOW);
    assertThat(sequence.behaviours()).hasSize(sequence.length());
    assertThat(sequence.gaps()).hasSize(sequence.length());
    assertThat(sequence.items()[0]).isEqualTo(Vocabulary.START);
    for (int i = 1; i < sequence.length(); i++) {
      assertThat(sequence.items()[i]).isBetween(1, VOCABULARY.size());
      assertThat(sequence.behaviours()[i]).isBetween(0, 2);
      assertThat(sequence.gaps()[i]).isBetween(i == 1 ? 0 : 1, MAX_GAP);
    }
  }

  @Property
  void shouldOnlyDependOnTheNewestKnownInteractions(
      @ForAll("histories") List<Interaction> history) {
    List<Interaction> known =
        history.stream().filter(it -> VOCABULARY.indexOf(it.itemId()).isPresent()).toList();
    List<Interaction> newest =
        known.subList(Math.max(0, known.size() - (WINDOW - 1)), known.size());

    EncodedSequence all = encoder.encode(encoder.history(history));
    EncodedSequence part = encoder.encode(encoder.history(newest));

    assertThat(all.items()).isEqualTo(part.items());
    assertThat(all.behaviours()).isEqualTo(part.behaviours());
    assertThat(all.gaps()).isEqualTo(part.gaps());
  }

  @Property
  void shouldEncodeInTrainingAsServingWouldHaveThen(
      @ForAll("histories") List<Interaction> interactions, @ForAll @IntRange(max = 20) int place) {
    // Given
    History history = encoder.history(interactions);
    int end = Math.min(place, history.size());
    List<Interaction> known =
        interactions.stream().filter(it -> VOCABULARY.indexOf(it.itemId()).isPresent()).toList();

    // When
    EncodedSequence training = encoder.encodeBefore(history, end);

    // Then
    EncodedSequence serving = encoder.encode(encoder.history(known.subList(0, end)));
    assertThat(training.items()).isEqualTo(serving.items());
    assertThat(training.behaviours()).isEqualTo(serving.behaviours());
    assertThat(training.gaps()).isEqualTo(serving.gaps());
  }

  @Property
  void shouldBeTheSameFifteenYearsLater(@ForAll("histories") List<Interaction> history) {
    long years = 15L * 365 * 86_400_000;
    List<Interaction> later = new ArrayList<>();
    history.forEach(it -> later.add(interaction(it.itemId(), it.type(), millis(it) + years)));

    EncodedSequence now = encoder.encode(encoder.history(history));
    EncodedSequence then = encoder.encode(encoder.history(later));

    assertThat(then.items()).isEqualTo(now.items());
    assertThat(then.gaps()).isEqualTo(now.gaps());
  }

  @Provide
  Arbitrary<List<Interaction>> histories() {
    Arbitrary<Interaction> steps =
        Combinators.combine(
                Arbitraries.of("a", "b", "c", "unknown"),
                Arbitraries.of("view", "purchase", "rating"),
                Arbitraries.of(0L, 0L, 900L, 5_000L, 86_400_000L, 500_000_000_000L))
            .as(SequenceEncoderProperties::interaction);
    return steps.list().ofMaxSize(20).map(SequenceEncoderProperties::oneAfterTheOther);
  }

  /** Reads the times as gaps. */
  private static List<Interaction> oneAfterTheOther(List<Interaction> steps) {
    List<Interaction> history = new ArrayList<>();
    long time = 0;
    for (Interaction step : steps) {
      time += millis(step);
      history.add(interaction(step.itemId(), step.type(), time));
    }
    return history;
  }

  private static long millis(Interaction interaction) {
    return interaction.timestamp().toEpochMilli();
  }

  private static Interaction interaction(String item, String type, long millis) {
    return new Interaction(
        new UserKey("u"),
        "e",
        item,
        type,
        Instant.ofEpochMilli(millis),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }
}
