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
  private static final int OLDER = 3;
  private static final int MAX_GAP = 12;
  private static final long NOW = 20_000_000_000_000L;
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              new Vocabulary.Entry("a", "", 1),
              new Vocabulary.Entry("b", "", 2),
              new Vocabulary.Entry("c", "", 3)));
  private static final FeatureSpec SPEC =
      new FeatureSpec(WINDOW, OLDER, List.of("purchase", "view"), MAX_GAP, RequestGap.BUCKETS - 1);

  private final SequenceEncoder encoder = new SequenceEncoder(VOCABULARY, SPEC);

  @Property
  void shouldFitTheWindowAndBeginWithTheStart(@ForAll("histories") List<Interaction> history) {
    EncodedSequence sequence = encoder.encode(encoder.history(history), NOW);

    int start = sequence.older();
    assertThat(sequence.recent()).isBetween(1, WINDOW);
    assertThat(start).isBetween(0, OLDER);
    assertThat(sequence.behaviours()).hasSize(sequence.length());
    assertThat(sequence.gaps()).hasSize(sequence.length());
    assertThat(sequence.ages()).hasSize(sequence.length());
    assertThat(sequence.items()[start]).isEqualTo(Vocabulary.START);
    assertThat(sequence.ages()[start]).isZero();
    for (int i = 0; i < sequence.length(); i++) {
      if (i != start) {
        assertThat(sequence.items()[i]).isBetween(1, VOCABULARY.size());
        assertThat(sequence.behaviours()[i]).isBetween(0, 2);
        assertThat(sequence.occurrences()[i]).isBetween(1, EncodedSequence.OCCURRENCES - 1);
        assertThat(sequence.gaps()[i]).isBetween(i > start + 1 ? 1 : 0, MAX_GAP);
        assertThat(sequence.ages()[i]).isNotNegative();
      }
    }
  }

  @Property
  void shouldOnlyDependOnTheNewestKnownInteractions(
      @ForAll("histories") List<Interaction> history) {
    List<Interaction> known =
        history.stream().filter(it -> VOCABULARY.indexOf(it.itemId()).isPresent()).toList();
    List<Interaction> newest =
        known.subList(Math.max(0, known.size() - SPEC.interactions()), known.size());

    EncodedSequence all = encoder.encode(encoder.history(history), NOW);
    EncodedSequence part = encoder.encode(encoder.history(newest), NOW);

    assertThat(all.items()).isEqualTo(part.items());
    assertThat(all.behaviours()).isEqualTo(part.behaviours());
    assertThat(all.gaps()).isEqualTo(part.gaps());
    assertThat(all.occurrences()).isEqualTo(part.occurrences());
    assertThat(all.ages()).isEqualTo(part.ages());
    assertThat(all.requestGap()).isEqualTo(part.requestGap());
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
    EncodedSequence training = encoder.encodeBefore(history, end, NOW);

    // Then
    EncodedSequence serving = encoder.encode(encoder.history(known.subList(0, end)), NOW);
    assertThat(training.items()).isEqualTo(serving.items());
    assertThat(training.behaviours()).isEqualTo(serving.behaviours());
    assertThat(training.gaps()).isEqualTo(serving.gaps());
    assertThat(training.ages()).isEqualTo(serving.ages());
  }

  @Property
  void shouldBeTheSameFifteenYearsLater(@ForAll("histories") List<Interaction> history) {
    long years = 15L * 365 * 86_400_000;
    List<Interaction> later = new ArrayList<>();
    history.forEach(it -> later.add(interaction(it.itemId(), it.type(), millis(it) + years)));

    EncodedSequence now = encoder.encode(encoder.history(history), NOW);
    EncodedSequence then = encoder.encode(encoder.history(later), NOW + years);

    assertThat(then.items()).isEqualTo(now.items());
    assertThat(then.gaps()).isEqualTo(now.gaps());
    assertThat(then.ages()).isEqualTo(now.ages());
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
